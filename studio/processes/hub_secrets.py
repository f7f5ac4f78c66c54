"""The hub's own secrets, each made when it is first needed."""

from pathlib import Path

from studio.core.ids import new_secret
from studio.core.secret_file import HUB_SECRETS, SecretFile
from studio.core.settings import StoreSettings
from studio.core.store_address import STORE_PASSWORD, with_password
from studio.web.obs_socket.auth import new_password

_CHAT_KEY = "chat_page"
_OBS_PASSWORD = "obs"  # noqa: S105 - the name it is kept by


class HubSecrets:
    """``file`` holds them, and what the desks keep there themselves."""

    def __init__(self, data_dir: Path) -> None:
        self.file = SecretFile(data_dir, HUB_SECRETS)

    def obs_password(self) -> str:
        """By which remote controls come in."""
        if not self.file.get(_OBS_PASSWORD):
            self.renew_obs_password()
        return self.file.get(_OBS_PASSWORD)

    def renew_obs_password(self) -> None:
        """The earlier one lets nobody in any more."""
        self.file.set(_OBS_PASSWORD, new_password())

    def store_url(self, store: StoreSettings) -> str:
        """The database's whole address; it is told to nobody."""
        return with_password(store.url, self.file.get(STORE_PASSWORD))

    def chat_key(self) -> bytes:
        """By which the viewer page knows its readers again."""
        if not self.file.get(_CHAT_KEY):
            self.file.set(_CHAT_KEY, new_secret())
        return self.file.get(_CHAT_KEY).encode()

from pathlib import Path

from studio.core.settings import StoreSettings
from studio.core.store_address import STORE_PASSWORD
from studio.processes.hub_secrets import HubSecrets


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = HubSecrets(tmp_path)
    assert list(tmp_path.iterdir()) == [], "not before somebody needs them"
    password, key = first.obs_password(), first.chat_key()
    assert len(password) > 10
    assert len(key) > 30
    again = HubSecrets(tmp_path)
    assert (again.obs_password(), again.chat_key()) == (password, key)
    again.renew_obs_password()
    assert first.obs_password() != password
    assert first.chat_key() == key


def test_the_databases_password_is_put_into_its_address(tmp_path: Path) -> None:
    secrets = HubSecrets(tmp_path)
    store = StoreSettings(url="postgresql://anna@db/chat")
    assert secrets.store_url(store) == store.url
    secrets.file.set(STORE_PASSWORD, "word")
    assert secrets.store_url(store) == "postgresql://anna:word@db/chat"
    assert secrets.store_url(StoreSettings()) == ""

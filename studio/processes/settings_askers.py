"""Who asked for which settings, so that the log names them when the settings have changed."""

from collections import deque

from studio.core.messages import requests as ask
from studio.core.settings import Settings
from studio.core.team import OWNER, Who

_MOST = 32


class SettingsAskers:
    """The engine tells that settings changed, but not who asked for it: that is kept here."""

    def __init__(self) -> None:
        self._asked: deque[tuple[Settings, str]] = deque(maxlen=_MOST)

    def remember(self, request: ask.Request, who: Who) -> None:
        """Somebody asks for something; only settings are of interest."""
        if isinstance(request, ask.SetSettings):
            self._asked.append((request.settings, who.id))

    def who_asked_for(self, settings: Settings) -> str:
        """Whose these are; the owner's when nobody asked, who alone can change files by hand."""
        for found in reversed(self._asked):
            if found[0] == settings:
                return found[1]
        return OWNER.id

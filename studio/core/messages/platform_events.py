"""Events about platforms that are joined; how each connection does is `ConnectorStatusChanged`."""

from studio.core.logins import LoginStatus
from studio.core.messages.event_base import Event


class PlatformLoginChanged(Event, frozen=True):
    """How far signing in is. Page and code are empty here: only `GetPlatforms` tells them."""

    platform_id: str
    login: LoginStatus

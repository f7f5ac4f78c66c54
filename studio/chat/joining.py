"""From a platform in the settings to its login and its connector."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.chat.connectors.bilibili_app import APP_URL, OpenLiveKeys
from studio.chat.connectors.bilibili_live import BilibiliLive
from studio.chat.connectors.connector import Connector
from studio.chat.connectors.irc_live import IrcLive
from studio.chat.connectors.replay import Replay
from studio.chat.connectors.tokens import SecretTokens
from studio.chat.connectors.twitch_eventsub import SOCKET_URL, TwitchEventSub
from studio.chat.connectors.twitch_helix import HELIX_URL
from studio.chat.connectors.twitch_irc import TwitchIrc
from studio.chat.connectors.twitch_login import AUTH_URL, TwitchLogin
from studio.chat.connectors.unit_budget import UnitBudget
from studio.chat.connectors.youtube_api import API_URL
from studio.chat.connectors.youtube_live import YouTubeLive
from studio.chat.connectors.youtube_login import PAGE_URL, TOKEN_URL, YouTubeLogin
from studio.core.clock import Clock
from studio.core.connectors import ConnectorStatus
from studio.core.errors import BadInputError
from studio.core.logins import LoginStatus
from studio.core.platforms import (
    AnyPlatform,
    BilibiliPlatform,
    IrcPlatform,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
    YouTubePlatform,
    secret_name,
)
from studio.core.secret_file import SecretFile

TOKENS = "tokens"
Login = TwitchLogin | YouTubeLogin


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the platforms are; a test puts its own in their places."""

    twitch_auth: str = AUTH_URL
    twitch_socket: str = SOCKET_URL
    twitch_helix: str = HELIX_URL
    youtube_page: str = PAGE_URL
    youtube_token: str = TOKEN_URL
    youtube_api: str = API_URL
    bilibili_app: str = APP_URL


@dataclass(frozen=True, slots=True)
class Joining:
    """What connectors are made with. ``budget``: YouTube's units of the day."""

    secrets: SecretFile
    budget: UnitBudget
    clock: Clock
    addresses: Addresses = Addresses()

    def secret(self, platform: AnyPlatform, name: str) -> str:
        """One of its secrets; empty when there is none."""
        return self.secrets.get(secret_name(platform.id, name))

    def login_of(
        self, platform: AnyPlatform, on_status: Callable[[LoginStatus], None]
    ) -> Login | None:
        """None where nobody signs in."""
        keeper = SecretTokens(self.secrets, secret_name(platform.id, TOKENS))
        where = self.addresses
        if isinstance(platform, TwitchPlatform) and platform.mode is TwitchMode.ACCOUNT:
            if not platform.client_id:
                return None
            return TwitchLogin(platform.client_id, keeper, self.clock, on_status, where.twitch_auth)
        if isinstance(platform, YouTubePlatform) and platform.client_id:
            return YouTubeLogin(
                platform.client_id, self.secret(platform, "client_secret"), keeper, self.clock,
                on_status, page_url=where.youtube_page, token_url=where.youtube_token,
            )  # fmt: skip
        return None

    def connector_of(
        self,
        platform: AnyPlatform,
        login: Login | None,
        on_status: Callable[[ConnectorStatus], None],
        play: str = "",
    ) -> Connector:
        """Raises BadInputError that says what is missing. ``play``: which replay of a file."""
        match platform:
            case TwitchPlatform():
                return self._twitch(platform, login, on_status)
            case YouTubePlatform():
                return self._youtube(platform, login, on_status)
            case BilibiliPlatform():
                return self._bilibili(platform, on_status)
            case IrcPlatform():
                return IrcLive(
                    platform, self.clock, on_status,
                    password=self.secret(platform, "password"),
                    nick_password=self.secret(platform, "nick_password"),
                )  # fmt: skip
            case ReplayPlatform():
                path = Path(platform.path)
                return Replay(
                    platform.id, path, self.clock, on_status, platform.speed,
                    channel=f"{path.name} {play}".strip(),
                )  # fmt: skip

    def _twitch(
        self,
        platform: TwitchPlatform,
        login: Login | None,
        on_status: Callable[[ConnectorStatus], None],
    ) -> Connector:
        if platform.mode is TwitchMode.READ:
            return TwitchIrc(platform.id, platform.channel, self.clock, on_status)
        if not isinstance(login, TwitchLogin):
            raise BadInputError("the client id of an app at Twitch is missing", platform.label)
        where = self.addresses
        return TwitchEventSub(
            platform.id, platform.channel, login, self.clock, on_status,
            socket_url=where.twitch_socket, helix_url=where.twitch_helix,
        )  # fmt: skip

    def _youtube(
        self,
        platform: YouTubePlatform,
        login: Login | None,
        on_status: Callable[[ConnectorStatus], None],
    ) -> Connector:
        key = self.secret(platform, "key")
        mine = login if isinstance(login, YouTubeLogin) else None
        if not key and mine is None:
            raise BadInputError("an API key, or an app to sign in with, is missing", platform.label)
        return YouTubeLive(
            platform.id, platform.broadcast, self.budget, self.clock, on_status,
            key=key, login=mine, api_url=self.addresses.youtube_api,
        )  # fmt: skip

    def _bilibili(
        self, platform: BilibiliPlatform, on_status: Callable[[ConnectorStatus], None]
    ) -> Connector:
        secret, code = self.secret(platform, "access_secret"), self.secret(platform, "code")
        if not platform.app_id or not platform.access_key or not secret:
            raise BadInputError("the app's id, its key or its secret is missing", platform.label)
        if not code:
            raise BadInputError("the identity code of the streamer is missing", platform.label)
        keys = OpenLiveKeys(platform.app_id, platform.access_key, secret, code)
        return BilibiliLive(
            platform.id, platform.label, keys, self.clock, on_status,
            app_url=self.addresses.bilibili_app,
        )  # fmt: skip

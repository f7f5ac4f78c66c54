"""Twitch's two connectors, each with its platform."""

from studio.chat.connectors.twitch_eventsub import TwitchEventSub
from studio.chat.connectors.twitch_irc import TwitchIrc
from studio.chat.connectors.twitch_login import SCOPES, TwitchLogin
from studio.core.clock import SystemClock
from studio.core.logins import LoginStatus, Tokens
from tests.fakes.fake_twitch import FakeTwitch
from tests.fakes.fake_twitch_login import CLIENT
from tests.support.stands.irc import LinesStand
from tests.support.stands.stand import Stand


class KeptTokens:
    """Tokens in memory; ``history`` is all that was kept."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self.tokens = tokens
        self.history: list[Tokens | None] = []

    def load(self) -> Tokens | None:
        return self.tokens

    def keep(self, tokens: Tokens | None) -> None:
        self.tokens = tokens
        self.history.append(tokens)


def signed_in(twitch: FakeTwitch, scopes: tuple[str, ...] = SCOPES) -> KeptTokens:
    """Tokens that the fake knows."""
    issued = twitch.issue(list(scopes))
    until_ms = SystemClock().wall_ms() + 3_600_000
    tokens = Tokens(issued["access_token"], issued["refresh_token"], until_ms, scopes)
    return KeptTokens(tokens)


class EventSubStand(Stand):
    """Against `FakeTwitch`."""

    connector: TwitchEventSub

    async def open(self) -> None:
        self.twitch = await FakeTwitch().__aenter__()
        self.keeper = signed_in(self.twitch)
        self.logins: list[LoginStatus] = []
        clock = SystemClock()
        self.login = TwitchLogin(
            CLIENT, self.keeper, clock, self.logins.append, self.twitch.auth_url
        )
        self.connector = TwitchEventSub(
            "t", "#Clay", self.login, clock, self.told.append,
            socket_url=self.twitch.ws_url, helix_url=self.twitch.helix_url,
        )  # fmt: skip

    async def close(self) -> None:
        await self.twitch.__aexit__(None, None, None)

    async def say(self, *numbers: int) -> None:
        for number in numbers:
            await self.twitch.say(f"m{number}", f"said {number}")

    async def rubbish(self) -> None:
        for client in list(self.twitch.sockets):
            await client.socket.send_str("{not json")

    async def cut(self) -> None:
        await self.twitch.cut()

    async def fail_once(self) -> None:
        self.twitch.failures.append(503)

    async def refuse(self) -> None:
        self.twitch.access.clear()
        self.twitch.refresh.clear()

    @property
    def open_connections(self) -> int:
        return len(self.twitch.sockets) + self.twitch.open_requests

    @property
    def acts(self) -> list[str]:
        return [act[0] for act in self.twitch.acts]


class IrcStand(LinesStand):
    """Against a few lines of Twitch's IRC; real servers have tests of their own."""

    no = b":tmi NOTICE * :Login authentication failed\r\n"

    def made(self, port: int) -> TwitchIrc:
        return TwitchIrc(
            "i", "clay", SystemClock(), self.told.append,
            login="hawker", token="x", host="127.0.0.1", port=port, is_plain=True,
        )  # fmt: skip

    def line(self, number: int) -> str:
        tags = f"id=m{number};user-id=200;display-name=Ben"
        return f"@{tags} :ben!ben@ben PRIVMSG #clay :said {number}\r\n"

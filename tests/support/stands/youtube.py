"""YouTube's connector and its platform."""

from studio.chat.connectors.unit_budget import UnitBudget, UnitTable, read_table
from studio.chat.connectors.youtube_live import YouTubeLive
from studio.chat.connectors.youtube_login import YouTubeLogin
from studio.core.clock import SystemClock
from studio.core.logins import LoginStatus, Tokens
from tests.fakes.fake_youtube import CLIENT, KEY, SECRET, VIDEO, FakeYouTube
from tests.support.stands.stand import Stand
from tests.support.stands.twitch import KeptTokens


def kept(youtube: FakeYouTube, lasts_s: int = 3600) -> KeptTokens:
    """Tokens that the fake knows."""
    access, refresh = youtube.issue()
    until_ms = SystemClock().wall_ms() + 1000 * lasts_s
    return KeptTokens(Tokens(access, refresh, until_ms))


class YouTubeStand(Stand):
    """Against `FakeYouTube`; reads with a key, acts as who is signed in."""

    def __init__(self, table: UnitTable | None = None) -> None:
        super().__init__()
        self._table = table or read_table()

    async def open(self) -> None:
        self.youtube = await FakeYouTube().__aenter__()
        self.keeper = kept(self.youtube)
        self.logins: list[LoginStatus] = []
        clock = SystemClock()
        self.login = YouTubeLogin(
            CLIENT, SECRET, self.keeper, clock, self.logins.append, token_url=self.youtube.url
        )
        self.budget = UnitBudget(self._table, clock)
        self.connector = YouTubeLive(
            "y", f"https://www.youtube.com/watch?v={VIDEO}", self.budget, clock, self.told.append,
            key=KEY, login=self.login, api_url=self.youtube.api_url, show_s=0,
        )  # fmt: skip

    async def close(self) -> None:
        await self.youtube.__aexit__(None, None, None)

    async def say(self, *numbers: int) -> None:
        for number in numbers:
            self.youtube.say(f"m{number}", f"said {number}")

    async def rubbish(self) -> None:
        self.youtube.items.append({"id": 5, "snippet": []})

    async def cut(self) -> None:
        self.youtube.failures.append(502)

    async def fail_once(self) -> None:
        self.youtube.failures.append(503)

    async def refuse(self) -> None:
        self.youtube.refusal = (403, "liveChatDisabled")

    @property
    def open_connections(self) -> int:
        return self.youtube.open_requests

    @property
    def acts(self) -> list[str]:
        return [act[0] for act in self.youtube.acts]

"""YouTube's live chat: polled as often as YouTube says, within the units of the day."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from typing import Any

from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_connector import HttpConnector
from studio.chat.connectors.seen_ids import SeenIds
from studio.chat.connectors.unit_budget import UnitBudget
from studio.chat.connectors.youtube_api import API_URL, YouTubeApi
from studio.chat.connectors.youtube_events import ENDED, read_item
from studio.chat.connectors.youtube_login import YouTubeLogin
from studio.core.chat import Platform
from studio.core.clock import NS_PER_S, Clock
from studio.core.connectors import Alive, AnyHeard, Capability, ConnectorStatus, MessageHeard
from studio.core.errors import BadInputError, UnavailableError

_MOST_CHARACTERS = 200
_MESSAGES, _IN_S = 10, 30.0
_POLL_MS, _LONGEST_POLL_MS = 5000, 120_000
_SHOW_S, _SLOWEST_S = 4 * 3600.0, 15.0
_VIDEO = re.compile(r"(?:v=|youtu\.be/|/live/|^)([A-Za-z0-9_-]{11})(?:[?&#/]|$)")


class YouTubeLive(HttpConnector):
    """``channel``: the broadcast's address, or its id of eleven characters.

    It asks less often than it may where the units of today would not last ``show_s`` seconds.
    """

    platform = Platform.YOUTUBE
    does_echo = True

    def __init__(
        self,
        connector_id: str,
        channel: str,
        budget: UnitBudget,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        key: str = "",
        login: YouTubeLogin | None = None,
        api_url: str = API_URL,
        show_s: float = _SHOW_S,
    ) -> None:
        bucket = TokenBucket(_MESSAGES, _IN_S, clock)
        super().__init__(connector_id, channel, clock, on_status, bucket)
        self._budget = budget
        self._api = YouTubeApi(key, login, budget, api_url)
        self._chat_id = ""
        self._page_token = ""
        self._told = SeenIds()
        self._bans: dict[str, str] = {}
        self._until_ns = clock.monotonic_ns() + round(show_s * NS_PER_S)
        self._count(budget_left=budget.left)

    @property
    def capabilities(self) -> Capability:
        """An API key only reads; who is signed in can all. READMIT: whom this studio sent out."""
        return ~Capability(0) if self._api.can_act else Capability.READ

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room; YouTube knows no answers."""
        del reply_to
        self._allow("send messages")
        if not text.strip() or len(text) > _MOST_CHARACTERS:
            raise BadInputError(f"a message has 1 to {_MOST_CHARACTERS} characters", "send")
        async with self._acting() as session:
            self.spend()
            await self._api.insert(session, self._chat_id, text)
        self._show_budget()

    async def delete(self, platform_id: str) -> None:
        """Take a message away on the platform."""
        self._allow("delete messages")
        async with self._acting() as session:
            await self._api.delete(session, platform_id)
        self._show_budget()

    async def time_out(self, user_id: str, seconds: int, reason: str) -> None:
        """Let somebody be silent for a while; YouTube keeps no reason."""
        del reason
        self._allow("time out")
        await self._ban(user_id, max(1, seconds))

    async def ban(self, user_id: str, reason: str) -> None:
        """Let somebody be silent for good; YouTube keeps no reason."""
        del reason
        self._allow("ban")
        await self._ban(user_id, 0)

    async def readmit(self, user_id: str) -> None:
        """Let somebody write again whom this connector sent out."""
        self._allow("let somebody in again")
        ban_id = self._bans.get(user_id)
        if not ban_id:
            sentence = "YouTube lets in again only whom this studio sent out since its start"
            raise UnavailableError(sentence, user_id)
        async with self._acting() as session:
            await self._api.unban(session, ban_id)
        self._bans.pop(user_id, None)
        self._show_budget()

    async def _ban(self, user_id: str, seconds: int) -> None:
        async with self._acting() as session:
            ban_id = await self._api.ban(session, self._chat_id, user_id, seconds)
        self._bans[user_id] = ban_id
        self._show_budget()

    def _allow(self, act: str) -> None:
        if not self._api.can_act:
            raise self._cannot(act)
        if not self._chat_id:
            raise UnavailableError("the chat is not connected", self.status.channel)

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        if not self._chat_id:
            found = _VIDEO.search(self.status.channel)
            if found is None:
                sentence = "this is no address of a broadcast on YouTube"
                raise RefusedError(sentence, self.status.channel)
            self._chat_id = await self._api.chat_of(self.session, found.group(1))
        while True:
            page = await self._next_page()
            yield Alive()
            is_over = bool(page.get("offlineAt"))
            for item in _list(page.get("items")):
                kind, heard = self._heard_of(item)
                for one in heard:
                    yield one
                is_over = is_over or kind == ENDED
            # Only now: what was not given on is asked for again.
            self._page_token = _text(page.get("nextPageToken")) or self._page_token
            if is_over:
                raise RefusedError("the broadcast is over", self.status.channel)
            await asyncio.sleep(self._pause_s(page.get("pollingIntervalMillis")))

    def _pause_s(self, wanted: object) -> float:
        """As long as YouTube says, or longer, so that the units last as long as the show."""
        left_s = (self._until_ns - self.clock.monotonic_ns()) / NS_PER_S
        reads = self._budget.reads_left("liveChatMessages.list")
        thrifty_s = min(_SLOWEST_S, left_s / max(1, reads))
        return max(_pause_ms(wanted) / 1000, thrifty_s)

    async def _next_page(self) -> dict[str, Any]:
        try:
            return await self._api.page(self.session, self._chat_id, self._page_token)
        except UnavailableError as error:
            if error.where == "pageTokenInvalid":
                self._page_token = ""  # from the beginning; what was heard is not heard again
            raise
        finally:
            self._show_budget()

    def _heard_of(self, item: Any) -> tuple[str, list[AnyHeard]]:
        try:
            item_id, kind, heard = read_item(item, self.clock.wall_ms())
        except BadInputError:
            self._drop()
            return "", []
        is_message = any(isinstance(one, MessageHeard) for one in heard)
        if heard and not is_message and not self._told.is_new(item_id):
            self._count(duplicates=self.status.duplicates + 1)
            return kind, []
        return kind, heard

    def _show_budget(self) -> None:
        self._count(budget_left=self._budget.left)


def _list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""


def _pause_ms(found: object) -> int:
    return min(found, _LONGEST_POLL_MS) if isinstance(found, int) and found > 0 else _POLL_MS

"""Older messages for who scrolls up on the viewer page: a page at a time, and no hoard."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from studio.core.chat import MessageState
from studio.core.clock import Clock
from studio.core.errors import StudioError
from studio.core.messages.events import Event
from studio.core.room import RoomMessage
from studio.web.chat_view import seen_message
from studio.web.limits import RateLimit
from studio.web.page_asking import refused
from studio.web.page_parts import Frame, PageTeller

_log = logging.getLogger("studio.web.older_page")

PAGE = 50
_MOST_STEPS = 4  # pages of the store that are looked through for one of ours
_OLDEST_MS = 6 * 3_600_000
Before = Callable[[int, int], Awaitable[Sequence[RoomMessage]]]


class OlderPage:
    """A part of the page: ``GET /api/chat/older?before=N``. Nobody needs a name to read."""

    def __init__(self, before: Before, clock: Clock) -> None:
        """``before(place, most)``: the last messages before it, oldest first, in any state."""
        self._before = before
        self._clock = clock
        self._asked = RateLimit(clock, per_minute=60, burst=20)

    def add_to(self, application: web.Application) -> None:
        """Its one route."""
        application.router.add_get("/api/chat/older", self._older)

    def greeting(self, actor: str) -> Sequence[Frame]:
        """It says nothing by itself."""
        del actor
        return ()

    def hear(self, event: Event, page: PageTeller) -> None:
        """Nothing concerns it."""

    async def _older(self, request: web.Request) -> web.StreamResponse:
        place = _place_of(request)
        if not self._asked.allows(request.remote or ""):
            return refused("fast", 2)
        try:
            found, has_more = await self._found(place)
        except StudioError as error:
            _log.warning("older messages not read", extra={"error": str(error)})
            return refused("away")
        shown = [seen_message(one) for one in found]
        return web.json_response({"messages": shown, "hasMore": has_more})

    async def _found(self, place: int) -> tuple[list[RoomMessage], bool]:
        """What everybody may see before that place, and whether there may be more."""
        since_ms = self._clock.wall_ms() - _OLDEST_MS
        found: list[RoomMessage] = []
        for _ in range(_MOST_STEPS):
            page = await self._before(place, PAGE)
            young = [one for one in page if one.message.received_wall_ms >= since_ms]
            found = [one for one in young if _is_public(one)] + found
            if len(young) < PAGE:
                return found[-PAGE:], len(found) > PAGE
            place = page[0].event_id
            if len(found) >= PAGE:
                break
        return found[-PAGE:], True


def _is_public(kept: RoomMessage) -> bool:
    return kept.state is MessageState.VISIBLE and bool(kept.message.text)


def _place_of(request: web.Request) -> int:
    said = request.query.get("before", "")
    if not said.isascii() or not said.isdigit() or len(said) > 18 or int(said) < 1:
        raise web.HTTPBadRequest(text="say before which message")
    return int(said)

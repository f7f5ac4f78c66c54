"""How the viewer page takes part: hearts, votes, entries and questions, each by its own address.

Somebody who never wrote has a cookie without a name after their first heart or vote, so that a
person in several tabs is one person. Who wants to win has to have a name.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol, TypeVar

import msgspec
from aiohttp import web

from studio.core.clock import Clock
from studio.core.engage import MOST_OPTIONS, CheckedDraw, TakingPartError
from studio.core.errors import NotFoundError, StudioError
from studio.core.room import PostRefusedError
from studio.web.chat_session import ChatSession
from studio.web.engage_view import proof_of
from studio.web.limits import RateLimit
from studio.web.page_asking import PageSessions, body_of, check_origin, refused

_log = logging.getLogger("studio.web.engage_routes")

_MOST_HEARTS = 8
T = TypeVar("T")
_DRAW = "/api/chat/draws/{draw_id:[a-z0-9-]{1,64}}"


class Hearts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Taps on the heart since the last time."""

    count: Annotated[int, msgspec.Meta(ge=1, le=_MOST_HEARTS)]


class Vote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An option, from 0."""

    option: Annotated[int, msgspec.Meta(ge=0, lt=MOST_OPTIONS)]


class Want(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A question that somebody wants answered, or no more."""

    message_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    is_wanted: bool = True


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question."""

    text: Annotated[str, msgspec.Meta(max_length=2000)]


class Enter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take part in the draw that is open."""


class Takes(Protocol):
    """What takes it."""

    def give_hearts(self, viewer: str, count: int) -> int:
        """How many of them count."""
        ...

    async def vote(self, actor: str, option: int) -> None:
        """TakingPartError when it does not count."""
        ...

    async def enter(self, actor: str, name: str, since_wall_ms: int = 0) -> None:
        """TakingPartError when they may not."""
        ...

    async def want(self, message_id: str, actor: str, *, is_wanted: bool) -> None:
        """TakingPartError for a question that is gone."""
        ...


class TakingRoom(Protocol):
    """The hub's desk as the routes need it."""

    @property
    def parts(self) -> Takes | None:
        """None while the room is not open."""
        ...

    def actor_of_page(self, user_id: str) -> str:
        """The pseudonym."""
        ...

    async def put_question(self, user_id: str, name: str, text: str) -> bool:
        """Whether everybody sees it already. PostRefusedError."""
        ...

    async def check(self, draw_id: str) -> CheckedDraw:
        """NotFoundError while there is nothing to check."""
        ...


Doing = Callable[[Takes, ChatSession], Awaitable[dict[str, object]]]


class EngageRoutes:
    """On the hub's loop. What comes too fast, by person or by address, is refused."""

    def __init__(self, room: TakingRoom, sessions: PageSessions, clock: Clock) -> None:
        self._room = room
        self._sessions = sessions
        self._newcomers = RateLimit(clock, per_minute=20, burst=10)
        self._persons = RateLimit(clock, per_minute=120, burst=20)
        self._addresses = RateLimit(clock, per_minute=1800, burst=200)
        self._proofs = RateLimit(clock, per_minute=60, burst=20)

    def add_to(self, application: web.Application) -> None:
        """Add them."""
        for name, answer in (
            ("hearts", self._hearts),
            ("vote", self._vote),
            ("enter", self._enter),
            ("want", self._want),
            ("ask", self._ask),
        ):
            application.router.add_post(f"/api/chat/engage/{name}", answer)
        application.router.add_get(_DRAW, self._proof)
        application.router.add_get(f"{_DRAW}/tickets", self._tickets)

    async def _hearts(self, request: web.Request) -> web.StreamResponse:
        wish = await _wish(request, Hearts)

        async def give(parts: Takes, who: ChatSession) -> dict[str, object]:
            return {"given": parts.give_hearts(who.user_id, wish.count)}

        return await self._taken(request, give)

    async def _vote(self, request: web.Request) -> web.StreamResponse:
        wish = await _wish(request, Vote)

        async def vote(parts: Takes, who: ChatSession) -> dict[str, object]:
            await parts.vote(self._room.actor_of_page(who.user_id), wish.option)
            return {}

        return await self._taken(request, vote)

    async def _want(self, request: web.Request) -> web.StreamResponse:
        wish = await _wish(request, Want)

        async def want(parts: Takes, who: ChatSession) -> dict[str, object]:
            actor = self._room.actor_of_page(who.user_id)
            await parts.want(wish.message_id, actor, is_wanted=wish.is_wanted)
            return {}

        return await self._taken(request, want)

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        await _wish(request, Enter)

        async def enter(parts: Takes, who: ChatSession) -> dict[str, object]:
            actor = self._room.actor_of_page(who.user_id)
            await parts.enter(actor, who.name, who.here_since_s * 1000)
            return {}

        return await self._taken(request, enter, needs_name=True)

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        wish = await _wish(request, Ask)

        async def ask(_parts: Takes, who: ChatSession) -> dict[str, object]:
            is_seen = await self._room.put_question(who.user_id, who.name, wish.text)
            return {"isWaiting": not is_seen}

        return await self._taken(request, ask, needs_name=True)

    async def _proof(self, request: web.Request) -> web.StreamResponse:
        """All that is needed to do the sum again, and the asker's own place in the list."""
        checked = await self._checked(request)
        session = self._sessions.of(request)
        actor = self._room.actor_of_page(session.user_id) if session is not None else ""
        return web.json_response(await asyncio.to_thread(proof_of, checked, actor))

    async def _tickets(self, request: web.Request) -> web.StreamResponse:
        """The frozen list, a ticket a line."""
        checked = await self._checked(request)
        return web.Response(text="".join(f"{ticket}\n" for ticket in checked.tickets))

    async def _checked(self, request: web.Request) -> CheckedDraw:
        if not self._proofs.allows(request.remote or ""):
            raise web.HTTPTooManyRequests(text="a little slower", headers={"Retry-After": "5"})
        try:
            return await self._room.check(request.match_info["draw_id"])
        except NotFoundError as error:
            raise web.HTTPNotFound(text=error.what) from error
        except StudioError as error:
            raise web.HTTPServiceUnavailable(text=error.what) from error

    async def _taken(
        self, request: web.Request, doing: Doing, *, needs_name: bool = False
    ) -> web.StreamResponse:
        parts, address = self._room.parts, request.remote or ""
        if parts is None:
            return refused("away")
        session = before = self._sessions.of(request)
        if needs_name and (session is None or not session.name):
            return refused("noName")
        response = web.json_response()
        if session is None:
            if not self._newcomers.allows(address):
                return refused("fast", 5)
            session = self._sessions.give(request, response, "")
        if not (self._persons.allows(session.user_id) and self._addresses.allows(address)):
            return refused("fast", 5)
        try:
            said = await doing(parts, session)
        except (TakingPartError, PostRefusedError) as error:
            return refused(error.word, error.wait_s)
        except StudioError as error:
            _log.warning("not taken", extra={"error": str(error)})
            return refused("away")
        response.body = msgspec.json.encode({**said, "isNew": before is None})
        return response


async def _wish(request: web.Request, kind: type[T]) -> T:
    check_origin(request)
    return await body_of(request, kind)

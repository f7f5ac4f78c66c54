"""The chat of the viewer page: names, posts, and a socket that tells what everybody may see."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Protocol

import msgspec
from aiohttp import WSMsgType, web

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.chat_text import clean_name
from studio.core.clock import Clock
from studio.core.errors import StudioError
from studio.core.messages.events import (
    ChatSettingsChanged,
    Event,
    MessagesAdded,
    MessagesChanged,
    PersonsChanged,
    ShieldChanged,
)
from studio.core.room import PostRefusedError, RoomMessage
from studio.core.tasks import TaskGroupKeeper
from studio.web.chat_view import seen_change, seen_message, who_of
from studio.web.limits import RateLimit
from studio.web.page_asking import PageSessions, body_of, check_origin, refused
from studio.web.page_parts import Frame, PagePart

_log = logging.getLogger("studio.web.chat_page")

_MOST_READERS = 2_000
_MOST_OF_ADDRESS = 40
_QUEUE_FRAMES = 200
_HEARTBEAT_S = 20.0


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page sends to have a name."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Posting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What a page sends to say something."""

    text: Annotated[str, msgspec.Meta(max_length=2000)]
    reply_to: Annotated[str, msgspec.Meta(max_length=64)] = ""


class PageRoom(Protocol):
    """The room as the page needs it."""

    @property
    def settings(self) -> ChatSettings | None:
        """As they hold now; None while the room is not open yet."""
        ...

    def actor_of_page(self, user_id: str) -> str:
        """The pseudonym."""
        ...

    def history(self, actor: str) -> Sequence[RoomMessage]:
        """The last messages that this reader may see, oldest first."""
        ...

    async def post(self, user_id: str, name: str, text: str, reply_to: str) -> RoomMessage:
        """Raises PostRefusedError."""
        ...


@dataclass(eq=False, slots=True)
class _Reader:
    socket: web.WebSocketResponse
    actor: str
    out: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(_QUEUE_FRAMES))


class ChatPage:
    """On the hub's loop. ``key``: gives the secret that cookies are signed with."""

    def __init__(self, room: PageRoom, key: Callable[[], bytes], clock: Clock) -> None:
        self._room = room
        self._is_shielded = False
        self._sessions = PageSessions(key)
        self._parts: list[PagePart] = []
        self._names = RateLimit(clock, per_minute=10, burst=6)
        self._posts = RateLimit(clock, per_minute=90, burst=30)
        self._readers: set[_Reader] = set()
        self._addresses: Counter[str] = Counter()
        self._tasks = TaskGroupKeeper("chat-page")
        self.dropped_readers = 0

    @property
    def readers(self) -> int:
        """How many pages are open."""
        return len(self._readers)

    @property
    def sessions(self) -> PageSessions:
        """Who is on the page."""
        return self._sessions

    def add_part(self, part: PagePart) -> None:
        """What else the page shows; before `add_to`."""
        self._parts.append(part)

    def add_to(self, application: web.Application) -> None:
        """Add the routes."""
        for part in self._parts:
            part.add_to(application)
        application.router.add_get("/api/chat", self._listen)
        application.router.add_post("/api/chat/name", self._name)
        application.router.add_post("/api/chat/messages", self._post)

    def hear(self, event: Event) -> None:
        """Tell every page what concerns everybody, and each person what concerns only them."""
        if isinstance(event, MessagesAdded):
            self._tell_added(event.messages)
        elif isinstance(event, MessagesChanged):
            changes = [seen_change(change) for change in event.changes]
            self.tell_all({"type": "changed", "changes": changes})
        elif isinstance(event, ChatSettingsChanged | ShieldChanged):
            if isinstance(event, ShieldChanged):
                self._is_shielded = event.shield is not None
            self.tell_all({"type": "settings", **self._settings()})
        elif isinstance(event, PersonsChanged):
            for standing in event.persons:
                said = {"type": "standing", "isBlocked": bool(standing.until_wall_ms)}
                self.tell_one(standing.actor, said)
        for part in self._parts:
            part.hear(event, self)

    def greet_all(self) -> None:
        """The room is open now: every page begins anew."""
        for reader in list(self._readers):
            for frame in self._greeting(reader.actor):
                self._put(reader, msgspec.json.encode(frame))

    async def close(self) -> None:
        """Let every page go."""
        for reader in list(self._readers):
            await reader.socket.close(code=1001, message=b"the studio ends")
        await self._tasks.close()

    def _tell_added(self, messages: Sequence[RoomMessage]) -> None:
        public = [seen_message(one) for one in messages if one.state is MessageState.VISIBLE]
        if public:
            self.tell_all({"type": "added", "messages": public})
        for one in messages:
            if one.state is MessageState.HELD:
                said = {"type": "added", "messages": [seen_message(one)]}
                self.tell_one(one.message.author.actor, said)

    def tell_all(self, said: Frame) -> None:
        """Every page hears it."""
        data = msgspec.json.encode(said)
        for reader in list(self._readers):
            self._put(reader, data)

    def tell_one(self, actor: str, said: Frame) -> None:
        """Every page of one person hears it."""
        self.tell_some((actor,), said)

    def tell_some(self, actors: Container[str], said: Frame) -> None:
        """Every page of those persons hears it."""
        data = msgspec.json.encode(said)
        for reader in list(self._readers):
            if reader.actor in actors:
                self._put(reader, data)

    def _put(self, reader: _Reader, data: bytes) -> None:
        try:
            reader.out.put_nowait(data)
        except asyncio.QueueFull:  # it comes back by itself and reads the last messages
            self.dropped_readers += 1
            self._readers.discard(reader)
            self._tasks.start(reader.socket.close(code=1013, message=b"too slow"), "drop")

    def _greeting(self, actor: str, name: str | None = None) -> list[Frame]:
        """What a page hears first: the room, then what each part has to say."""
        parts = (frame for part in self._parts for frame in part.greeting(actor))
        return [self._hello(actor, name), *parts]

    def _settings(self) -> Frame:
        settings = self._room.settings
        if settings is None:
            return {"isOpen": False, "slowModeS": 0}
        return {
            "isOpen": settings.is_page_open,
            "slowModeS": settings.slow_mode_s,
            "writers": settings.writers.value,
            "isEmoteOnly": settings.is_emote_only,
            "isShielded": self._is_shielded,
        }

    def _hello(self, actor: str, name: str | None = None) -> Frame:
        shown = [seen_message(one) for one in self._room.history(actor)]
        named = {} if name is None else {"name": name, "who": who_of(actor)}
        return {"type": "hello", **named, **self._settings(), "messages": shown}

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        check_origin(request)
        address = request.remote or ""
        is_full = len(self._readers) >= _MOST_READERS
        if is_full or self._addresses[address] >= _MOST_OF_ADDRESS:
            raise web.HTTPServiceUnavailable(text="too many pages", headers={"Retry-After": "5"})
        session = self._sessions.of(request)
        actor = self._room.actor_of_page(session.user_id) if session is not None else ""
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=1024)
        await socket.prepare(request)
        reader = _Reader(socket, actor)
        self._addresses[address] += 1
        self._readers.add(reader)
        name = session.name if session is not None else ""
        for frame in self._greeting(actor, name):
            self._put(reader, msgspec.json.encode(frame))
        writer = self._tasks.start(self._write(reader), "write")
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT or message.data != "here":
                    break  # a page says nothing here
        finally:
            self._readers.discard(reader)
            self._addresses[address] -= 1
            self._addresses += Counter()  # forgets who is at nought
            writer.cancel()
        return socket

    async def _write(self, reader: _Reader) -> None:
        while not reader.socket.closed:
            data = await reader.out.get()
            try:
                await reader.socket.send_str(data.decode())
            except (ConnectionError, RuntimeError):
                return

    async def _name(self, request: web.Request) -> web.StreamResponse:
        """Have a name from now on, in a cookie."""
        check_origin(request)
        if not self._names.allows(request.remote or ""):
            return refused("fast", 10)
        name = clean_name((await body_of(request, Naming)).name)
        if not name:
            return refused("noName")
        response = web.json_response({"name": name})
        self._sessions.give(request, response, name)
        return response

    async def _post(self, request: web.Request) -> web.StreamResponse:
        """Say something; answered once it is kept, or with the reason why it is not."""
        check_origin(request)
        session = self._sessions.of(request)
        if session is None or not session.name:
            return refused("noName")
        posting = await body_of(request, Posting)
        if not self._posts.allows(request.remote or ""):
            return refused("fast", 2)
        try:
            kept = await self._room.post(
                session.user_id, session.name, posting.text, posting.reply_to
            )
        except PostRefusedError as error:
            return refused(error.word, error.wait_s)
        except StudioError as error:
            _log.warning("post not kept", extra={"error": str(error)})
            return refused("away")
        return web.json_response({"id": kept.message.id, "isWaiting": _is_held(kept)})


def _is_held(kept: RoomMessage) -> bool:
    return kept.state is MessageState.HELD

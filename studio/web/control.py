"""The control socket: the typed protocol over a WebSocket, for windows and tools.

Hello, Identify, Identified, then requests and events (shaped like obs-websocket 5). The same
socket is served to windows of this machine and, over TLS, to paired devices.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from aiohttp import WSMsgType, web

from studio import __version__
from studio.core.answer import failure, refusal
from studio.core.errors import BadInputError, StudioError
from studio.core.messages import envelope as frames
from studio.core.messages.events import TOPIC_OF, Event, MetersReported, StatsReported, Topic
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.web.control_door import Admit, ControlDoor, nobody
from studio.web.roles import as_seen_by, check_right, may_hear

_IDENTIFY_S = 10.0
_HEARTBEAT_S = 20.0
_QUEUE_FRAMES = 1000
_METERS_UNTIL = 40
_MOST_WINDOWS = 4  # of one device
_MOST_ASKED = 64  # requests of one client that are not answered yet

Answer = Callable[[Request, Who], Awaitable[Result]]
OnPresence = Callable[[tuple[Who, ...]], None]


@dataclass(eq=False, slots=True)
class _Client:
    socket: web.WebSocketResponse
    who: Who
    topics: Topic
    name: str
    out: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(_QUEUE_FRAMES))
    asked: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST_ASKED))


def _ignore(_connected: tuple[Who, ...]) -> None:
    return None


class ControlServer:
    """Every connected window, its role, what it hears, and who answers it.

    ``answer`` is told who asks. ``token`` is the owner's; ``devices``: whose another token is.
    ``on_presence`` hears who is there whenever that changes; two windows of one count once.
    """

    def __init__(
        self,
        answer: Answer,
        token: str,
        devices: Admit = nobody,
        on_presence: OnPresence = _ignore,
    ) -> None:
        self._answer = answer
        self._door = ControlDoor(token, devices)
        self._on_presence = on_presence
        self._present: tuple[Who, ...] = ()
        self._clients: dict[_Client, None] = {}
        self._tasks = TaskGroupKeeper("control")
        self.dropped_clients = 0

    @property
    def clients(self) -> int:
        """How many windows are connected."""
        return len(self._clients)

    @property
    def present(self) -> tuple[Who, ...]:
        """Who is connected, each once, in the order in which they came."""
        return self._present

    def add_to(self, application: web.Application, *, is_remote: bool = False) -> None:
        """Serve ``/control``; ``is_remote``: to paired devices only, by any name of this host."""
        application.router.add_get("/control", partial(self._serve, is_remote=is_remote))

    def tell(self, event: Event) -> None:
        """Tell everyone who subscribed; one who does not keep up is let go."""
        data: bytes | None = None
        topic = TOPIC_OF[type(event)]
        for client in list(self._clients):
            if not client.topics & topic or not may_hear(client.who.role, type(event)):
                continue
            if isinstance(event, MetersReported | StatsReported) and (
                client.out.qsize() > _METERS_UNTIL
            ):
                continue
            data = data or frames.encode_frame(
                frames.EventFrame(frames.EventData(event))  # type: ignore[arg-type]
            )
            self._put(client, data)

    def put_out(self, who_id: str) -> None:
        """Whoever has this id hears and asks nothing from now on; their windows are closed."""
        for client in [one for one in self._clients if one.who.id == who_id]:
            self._let_go(client, 4009, b"no longer let in")

    def rename(self, who: Who) -> None:
        """Whoever has this id is called so from now on."""
        for client in self._clients:
            if client.who.id == who.id:
                client.who = who
        self._tell_presence()

    async def close(self) -> None:
        """Let every window go."""
        for client in list(self._clients):
            await client.socket.close(code=1001, message=b"the studio ends")
        await self._tasks.close()

    async def _serve(self, request: web.Request, *, is_remote: bool) -> web.StreamResponse:
        self._door.check(request, is_remote=is_remote)
        socket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT_S, max_msg_size=frames.MAX_MESSAGE_BYTES
        )
        with self._door.hearing(is_remote=is_remote):
            await socket.prepare(request)
            hello = frames.Hello(frames.HelloData(__version__))
            await socket.send_bytes(frames.encode_frame(hello))
            said = await self._identify(socket)
        client = said and await self._welcome(socket, said, request.remote or "", is_remote)
        if not client:
            return socket
        writer = self._tasks.start(self._write(client), f"write-{client.name or 'client'}")
        try:
            await self._read(client)
        finally:
            self._clients.pop(client, None)
            self._tell_presence()
            writer.cancel()
        return socket

    async def _identify(self, socket: web.WebSocketResponse) -> frames.IdentifyData | None:
        try:
            message = await socket.receive(timeout=_IDENTIFY_S)
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                await socket.close(code=4007, message=b"identify first")
                return None
            frame = frames.decode_frame(message.data, "control")
        except (TimeoutError, BadInputError):
            await socket.close(code=4007, message=b"identify first")
            return None
        if not isinstance(frame, frames.Identify):
            await socket.close(code=4007, message=b"identify first")
            return None
        return frame.d

    async def _welcome(
        self,
        socket: web.WebSocketResponse,
        said: frames.IdentifyData,
        address: str,
        is_remote: bool,
    ) -> _Client | None:
        who = self._door.who_has(said.token, address, is_remote=is_remote)
        if who is None:
            await socket.close(code=4009, message=b"wrong token")
            return None
        if is_remote and sum(one.who.id == who.id for one in self._clients) >= _MOST_WINDOWS:
            await socket.close(code=4008, message=b"too many windows")
            return None
        topics = Topic(said.event_subscriptions & Topic.ALL.value)
        client = _Client(socket, who, topics, said.client_name)
        # The first in the queue, and nothing is awaited since the token was looked at: who is
        # put out from here on is found among the clients.
        welcome = frames.Identified(frames.IdentifiedData(who.role.value, who))
        client.out.put_nowait(frames.encode_frame(welcome))
        self._clients[client] = None
        self._tell_presence()
        return client

    async def _read(self, client: _Client) -> None:
        async for message in client.socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            try:
                frame = frames.decode_frame(message.data, "control")
                if not isinstance(frame, frames.RequestFrame):
                    raise BadInputError("only requests are expected now", f"op {type(frame)}")
            except BadInputError as error:
                self._put(client, frames.encode_frame(refusal("", error)))
                continue
            if client not in self._clients:
                return
            await client.asked.acquire()
            self._tasks.start(self._respond(client, frame.d), "respond")

    async def _respond(self, client: _Client, data: frames.RequestData) -> None:
        response = failure(data)  # stays so when the program stumbles; the task's keeper logs it
        try:
            if client not in self._clients:  # put out meanwhile
                return
            check_right(client.who.role, data.request)
            result = await self._answer(data.request, client.who)
            result = as_seen_by(client.who.role, result)
            response = frames.ResponseFrame(
                frames.ResponseData(data.request_id, result=result)  # type: ignore[arg-type]
            )
        except StudioError as error:
            response = refusal(data.request_id, error)
        finally:
            client.asked.release()
            self._put(client, frames.encode_frame(response))

    def _put(self, client: _Client, data: bytes) -> None:
        try:
            client.out.put_nowait(data)
        except asyncio.QueueFull:
            self.dropped_clients += client in self._clients
            self._let_go(client, 4010, b"too slow")

    def _let_go(self, client: _Client, code: int, why: bytes) -> None:
        if self._clients.pop(client, client) is None:
            self._tasks.start(client.socket.close(code=code, message=why), "let-go")
            self._tell_presence()

    def _tell_presence(self) -> None:
        present = tuple({client.who.id: client.who for client in self._clients}.values())
        if present != self._present:
            self._present = present
            self._on_presence(present)

    async def _write(self, client: _Client) -> None:
        while not client.socket.closed:
            data = await client.out.get()
            try:
                await client.socket.send_bytes(data)
            except (ConnectionError, RuntimeError):
                return

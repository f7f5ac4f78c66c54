"""The control socket: the typed protocol over a WebSocket, for windows and tools.

Hello, Identify, Identified, then requests and events (shaped like obs-websocket 5). A page in
a browser can never open it: whoever sends an Origin is refused, and the Host must be ours.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from studio import __version__
from studio.core.answer import failure, refusal
from studio.core.errors import BadInputError, StudioError
from studio.core.messages import envelope as frames
from studio.core.messages.events import TOPIC_OF, Event, MetersReported, StatsReported, Topic
from studio.core.messages.requests import Request, Right
from studio.core.messages.results import Result
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import OWNER, Who
from studio.web.roles import RIGHTS, check_right

_log = logging.getLogger("studio.web.control")

_IDENTIFY_S = 10.0
_HEARTBEAT_S = 20.0
_QUEUE_FRAMES = 1000
_METERS_UNTIL = 40
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})

Answer = Callable[[Request, Who], Awaitable[Result]]


@dataclass(eq=False, slots=True)
class _Client:
    socket: web.WebSocketResponse
    who: Who
    topics: Topic
    name: str
    out: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(_QUEUE_FRAMES))


class ControlServer:
    """Every connected window, its role, what it hears, and who answers it.

    ``answer`` is told who asks. ``token`` is the owner's; ``others``: who has another one.
    """

    def __init__(self, answer: Answer, token: str, others: Mapping[str, Who] | None = None) -> None:
        self._answer = answer
        self._known = {**(others or {}), token: OWNER}
        self._clients: set[_Client] = set()
        self._tasks = TaskGroupKeeper("control")
        self.dropped_clients = 0

    @property
    def clients(self) -> int:
        """How many windows are connected."""
        return len(self._clients)

    def add_to(self, application: web.Application) -> None:
        """Serve ``/control``."""
        application.router.add_get("/control", self._serve)

    def tell(self, event: Event) -> None:
        """Tell everyone who subscribed; one who does not keep up is let go."""
        data: bytes | None = None
        topic = TOPIC_OF[type(event)]
        needed = Right.READ_CHAT if topic in Topic.CHAT | Topic.TEAM else Right.SEE
        for client in list(self._clients):
            if not client.topics & topic or needed not in RIGHTS[client.who.role]:
                continue
            if isinstance(event, MetersReported | StatsReported) and (
                client.out.qsize() > _METERS_UNTIL
            ):
                continue
            data = data or frames.encode_frame(
                frames.EventFrame(frames.EventData(event))  # type: ignore[arg-type]
            )
            self._put(client, data)

    async def close(self) -> None:
        """Let every window go."""
        for client in list(self._clients):
            await client.socket.close(code=1001, message=b"the studio ends")
        await self._tasks.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if "Origin" in request.headers:
            raise web.HTTPForbidden(text="the control socket is not for web pages")
        if request.host.rsplit(":", 1)[0] not in _LOCAL_HOSTS:
            raise web.HTTPForbidden(text="the control socket is reached by 127.0.0.1 only")
        socket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT_S, max_msg_size=frames.MAX_MESSAGE_BYTES
        )
        await socket.prepare(request)
        await socket.send_bytes(frames.encode_frame(frames.Hello(frames.HelloData(__version__))))
        client = await self._identified(socket)
        if client is None:
            return socket
        writer = self._tasks.start(self._write(client), f"write-{client.name or 'client'}")
        self._clients.add(client)
        try:
            await self._read(client)
        finally:
            self._clients.discard(client)
            writer.cancel()
        return socket

    async def _identified(self, socket: web.WebSocketResponse) -> _Client | None:
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
        who = self._who_has(frame.d.token)
        if who is None:
            _log.warning("control token refused")
            await socket.close(code=4009, message=b"wrong token")
            return None
        topics = Topic(frame.d.event_subscriptions & Topic.ALL.value)
        await socket.send_bytes(
            frames.encode_frame(frames.Identified(frames.IdentifiedData(who.role.value)))
        )
        return _Client(socket, who, topics, frame.d.client_name)

    def _who_has(self, token: str) -> Who | None:
        """Every token is compared, and each in the same time."""
        found: Who | None = None
        for known, who in self._known.items():
            if hmac.compare_digest(token.encode(), known.encode()):
                found = who
        return found

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
            self._tasks.start(self._respond(client, frame.d), "respond")

    async def _respond(self, client: _Client, data: frames.RequestData) -> None:
        response = failure(data)  # stays so when the program stumbles; the task's keeper logs it
        try:
            check_right(client.who.role, data.request)
            result = await self._answer(data.request, client.who)
            response = frames.ResponseFrame(
                frames.ResponseData(data.request_id, result=result)  # type: ignore[arg-type]
            )
        except StudioError as error:
            response = refusal(data.request_id, error)
        finally:
            self._put(client, frames.encode_frame(response))

    def _put(self, client: _Client, data: bytes) -> None:
        try:
            client.out.put_nowait(data)
        except asyncio.QueueFull:
            self.dropped_clients += 1
            self._clients.discard(client)
            self._tasks.start(client.socket.close(code=4010, message=b"too slow"), "drop")

    async def _write(self, client: _Client) -> None:
        while not client.socket.closed:
            data = await client.out.get()
            try:
                await client.socket.send_bytes(data)
            except (ConnectionError, RuntimeError):
                return

"""The other end of the control socket: what a window or a tool holds."""

import asyncio
import enum
import logging
from collections.abc import Callable

import aiohttp

from studio.core.answer import result_of
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.ids import new_id
from studio.core.messages import envelope as frames
from studio.core.messages.events import Event, Topic
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.web.client")

_ANSWER_S = 30.0
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 2.0


class LinkState(enum.Enum):
    """Whether the hub is there."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"


class ControlClient:
    """Connects, and connects again whenever it must. ``find``: URL and token now, or None.

    All on one event loop; ``on_event`` and ``on_state`` are called there.
    """

    def __init__(
        self,
        find: Callable[[], tuple[str, str] | None],
        subscriptions: Topic,
        on_event: Callable[[Event], None],
        on_state: Callable[[LinkState], None],
        name: str = "window",
    ) -> None:
        self._find = find
        self._subscriptions = subscriptions
        self._on_event = on_event
        self._on_state = on_state
        self._name = name
        self._waiting: dict[str, asyncio.Future[Result]] = {}
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._tasks = TaskGroupKeeper("control-client")
        self._state = LinkState.CONNECTING

    def start(self) -> None:
        """Begin to connect."""
        self._tasks.start(self._run(), "run")

    async def close(self) -> None:
        """Disconnect for good."""
        await self._tasks.close()
        self._fail_waiting()

    async def request(self, request: Request) -> Result:
        """Ask the hub; raises what it answers, or UnavailableError while it is not there."""
        socket = self._socket
        if socket is None or socket.closed:
            raise UnavailableError("the studio's hub is not there right now", "hub")
        request_id = new_id("ask")
        waiting: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting[request_id] = waiting
        data = frames.RequestData(request_id, request)  # type: ignore[arg-type]
        try:
            await socket.send_bytes(frames.encode_frame(frames.RequestFrame(data)))
            return await asyncio.wait_for(waiting, _ANSWER_S)
        except (ConnectionError, RuntimeError) as error:
            raise UnavailableError("the studio's hub was lost", "hub") from error
        except TimeoutError as error:
            raise UnavailableError("the hub did not answer in time", request_id) from error
        finally:
            self._waiting.pop(request_id, None)

    async def _run(self) -> None:
        pause_s = _FIRST_PAUSE_S
        async with aiohttp.ClientSession() as session:
            while True:
                found = self._find()
                if found is not None and await self._session(session, *found):
                    pause_s = _FIRST_PAUSE_S
                self._say(
                    LinkState.LOST if self._state is not LinkState.CONNECTING else self._state
                )
                await asyncio.sleep(pause_s)
                pause_s = min(_LONGEST_PAUSE_S, pause_s * 1.5)

    async def _session(self, session: aiohttp.ClientSession, url: str, token: str) -> bool:
        """One connection from its beginning to its end; whether it was ever identified."""
        was_in = False
        try:
            async with session.ws_connect(
                url, heartbeat=20, max_msg_size=frames.MAX_MESSAGE_BYTES * 4
            ) as socket:
                await self._identify(socket, token)
                was_in = True
                self._socket = socket
                self._say(LinkState.CONNECTED)
                await self._read(socket)
        except (aiohttp.ClientError, OSError, StudioError, TimeoutError) as error:
            _log.info("control connection ended", extra={"error": str(error)})
        finally:
            self._socket = None
            self._fail_waiting()
        return was_in

    async def _identify(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        hello = await self._next_frame(socket)
        if not isinstance(hello, frames.Hello):
            raise BadInputError("the hub did not say hello", "control")
        data = frames.IdentifyData(token, self._subscriptions.value, self._name)
        await socket.send_bytes(frames.encode_frame(frames.Identify(data)))
        if not isinstance(await self._next_frame(socket), frames.Identified):
            raise BadInputError("the hub did not let us in", "control")

    async def _next_frame(self, socket: aiohttp.ClientWebSocketResponse) -> frames.AnyFrame:
        message = await socket.receive(timeout=10)
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            raise UnavailableError(f"the hub closed the connection ({socket.close_code})", "hub")
        return frames.decode_frame(message.data, "control")

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                break
            try:
                frame = frames.decode_frame(message.data, "control")
            except BadInputError as error:  # a newer hub may know more events than we do
                _log.warning("message not understood", extra={"error": str(error)})
                continue
            if isinstance(frame, frames.EventFrame):
                self._on_event(frame.d.event)
            elif isinstance(frame, frames.ResponseFrame):
                self._answered(frame.d)

    def _answered(self, response: frames.ResponseData) -> None:
        waiting = self._waiting.get(response.request_id)
        if waiting is None or waiting.done():
            return
        try:
            waiting.set_result(result_of(response))
        except StudioError as error:
            waiting.set_exception(error)

    def _fail_waiting(self) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(UnavailableError("the studio's hub was lost", "hub"))
        self._waiting.clear()

    def _say(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self._on_state(state)

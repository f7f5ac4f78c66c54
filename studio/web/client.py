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
from studio.core.running import HubAddress
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who

_log = logging.getLogger("studio.web.client")

_ANSWER_S = 30.0
_NOT_LET_IN = 4009
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 2.0


class LinkState(enum.Enum):
    """Whether the hub is there. The last two are only said of a hub on another machine.

    REFUSED: it lets this device in no more, and nothing is tried again. STRANGER: another
    computer than the one that was paired answers there; it is told nothing, and tried again.
    """

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    REFUSED = "refused"
    STRANGER = "stranger"


class _Refused(UnavailableError):
    """The hub does not know the token (any more)."""


class ControlClient:
    """Connects, and connects again whenever it must. ``find``: the hub's address now, or None.

    A URL and a token will do on this machine; from afar the certificate's fingerprint belongs to
    it. All on one event loop; ``on_event`` and ``on_state`` are called there.
    """

    def __init__(
        self,
        find: Callable[[], HubAddress | tuple[str, str] | None],
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
        self._was_in = False
        self.who: Who | None = None

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
                self._was_in = False
                outcome = LinkState.LOST
                if found is not None:
                    outcome = await self._session(session, HubAddress(*found))
                if self._was_in:
                    pause_s = _FIRST_PAUSE_S
                if outcome is LinkState.LOST and self._state is LinkState.CONNECTING:
                    outcome = LinkState.CONNECTING
                self._say(outcome)
                if outcome is LinkState.REFUSED:
                    return
                await asyncio.sleep(pause_s)
                pause_s = min(_LONGEST_PAUSE_S, pause_s * 1.5)

    async def _session(self, session: aiohttp.ClientSession, hub: HubAddress) -> LinkState:
        """One connection from its beginning to its end; what is to be said of it then."""
        is_afar = bool(hub.fingerprint)
        pin = aiohttp.Fingerprint(bytes.fromhex(hub.fingerprint)) if is_afar else True
        try:
            async with session.ws_connect(
                hub.url, heartbeat=20, max_msg_size=frames.MAX_MESSAGE_BYTES * 4, ssl=pin
            ) as socket:
                await self._identify(socket, hub.token)
                self._was_in = True
                self._socket = socket
                self._say(LinkState.CONNECTED)
                await self._read(socket)
                if is_afar and socket.close_code == _NOT_LET_IN:
                    return LinkState.REFUSED
        except aiohttp.ServerFingerprintMismatch:
            _log.warning("another computer answers", extra={"url": hub.url})
            return LinkState.STRANGER
        except _Refused:
            return LinkState.REFUSED if is_afar else LinkState.LOST
        except (aiohttp.ClientError, OSError, StudioError, TimeoutError) as error:
            _log.info("control connection ended", extra={"error": str(error)})
        finally:
            self._socket = None
            self._fail_waiting()
        return LinkState.LOST

    async def _identify(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        hello = await self._next_frame(socket)
        if not isinstance(hello, frames.Hello):
            raise BadInputError("the hub did not say hello", "control")
        data = frames.IdentifyData(token, self._subscriptions.value, self._name)
        await socket.send_bytes(frames.encode_frame(frames.Identify(data)))
        welcome = await self._next_frame(socket)
        if not isinstance(welcome, frames.Identified):
            raise BadInputError("the hub did not let us in", "control")
        self.who = welcome.d.who

    async def _next_frame(self, socket: aiohttp.ClientWebSocketResponse) -> frames.AnyFrame:
        message = await socket.receive(timeout=10)
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            if socket.close_code == _NOT_LET_IN:
                raise _Refused("the hub does not let us in", "control")
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

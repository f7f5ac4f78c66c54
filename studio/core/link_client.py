"""The hub's end of the link: asks the engine and hears its events, on the hub's event loop."""

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection

from studio.core.answer import result_of
from studio.core.errors import BadInputError, UnavailableError
from studio.core.ids import new_id
from studio.core.messages.envelope import (
    MAX_MESSAGE_BYTES,
    EventFrame,
    RequestData,
    RequestFrame,
    ResponseData,
    ResponseFrame,
    decode_frame,
    encode_frame,
)
from studio.core.messages.events import Event
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker

_log = logging.getLogger("studio.core.link_client")
_ANSWER_S = 30.0


def connect(address: str, authkey: bytes) -> Connection:
    """Open the link; UnavailableError when nobody listens (yet) or the key is wrong. Blocks."""
    try:
        return Client(address, authkey=authkey)
    except (OSError, EOFError) as error:
        raise UnavailableError(f"the engine does not answer: {error}", "link") from error
    except Exception as error:
        if type(error).__name__ == "AuthenticationError":
            raise UnavailableError("the engine refuses this hub's key", "link") from error
        raise


class LinkClient:
    """All methods on the hub's event loop; ``on_event`` and ``on_lost`` are called there too."""

    def __init__(
        self,
        connection: Connection,
        on_event: Callable[[Event], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._on_event = on_event
        self._on_lost = on_lost
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[str, asyncio.Future[Result]] = {}
        self._out: BoundedQueue[bytes] = BoundedQueue("hub link out", 1000)
        self._is_lost = False
        self._lock = threading.Lock()
        self._reader = Worker("hub-link-read", self._read)
        self._writer = Worker("hub-link-write", self._write)
        self._reader.start()
        self._writer.start()

    @property
    def is_lost(self) -> bool:
        """Whether the engine is gone."""
        return self._is_lost

    async def request(self, request: Request) -> Result:
        """Ask the engine; raises what it raised, or UnavailableError when it is gone."""
        if self._is_lost:
            raise UnavailableError("the engine is not there; it is being started again", "engine")
        request_id = new_id("ask")
        waiting: asyncio.Future[Result] = self._loop.create_future()
        self._waiting[request_id] = waiting
        data = RequestData(request_id, request)  # type: ignore[arg-type]
        self._out.put(encode_frame(RequestFrame(data)))
        try:
            return await asyncio.wait_for(waiting, _ANSWER_S)
        except TimeoutError as error:
            name = type(request).__name__
            raise UnavailableError("the engine did not answer in time", name) from error
        finally:
            self._waiting.pop(request_id, None)

    def close(self) -> None:
        """Let go of the engine, which goes on without."""
        self._is_lost = True
        self._reader.stop_signal.set()
        self._writer.stop_signal.set()
        self._out.close()
        try:
            hang_up(self._connection)
            self._connection.close()
        except OSError:
            pass

    def _read(self, stop: StopSignal) -> None:
        while not stop.is_set:
            try:
                frame = decode_frame(self._connection.recv_bytes(MAX_MESSAGE_BYTES * 4), "link")
            except (EOFError, OSError, TypeError):
                break
            except BadInputError as error:
                _log.warning("message refused", extra={"error": str(error)})
                continue
            if isinstance(frame, EventFrame):
                self._call(self._on_event, frame.d.event)
            elif isinstance(frame, ResponseFrame):
                self._call(self._answered, frame.d)
        self._call(self._lost)

    def _write(self, stop: StopSignal) -> None:
        while not stop.is_set:
            data = self._out.get(timeout_s=1.0)
            if data is None:
                continue
            try:
                self._connection.send_bytes(data)
            except (OSError, TypeError):
                return

    def _call(self, function: Callable[..., None], *values: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended; there is nobody to tell
            self._loop.call_soon_threadsafe(function, *values)

    def _answered(self, response: ResponseData) -> None:
        waiting = self._waiting.pop(response.request_id, None)
        if waiting is None or waiting.done():
            return
        try:
            waiting.set_result(result_of(response))
        except Exception as error:  # noqa: BLE001 - handed on to whoever asked
            waiting.set_exception(error)

    def _lost(self) -> None:
        was_lost, self._is_lost = self._is_lost, True
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(UnavailableError("the engine ended", "engine"))
        self._waiting.clear()
        if not was_lost:
            self._on_lost()


def hang_up(connection: Connection) -> None:
    """End both directions at once: closing alone wakes no thread that reads. Raises OSError."""
    if os.name != "posix":
        connection.close()
        return
    import socket

    with socket.socket(fileno=os.dup(connection.fileno())) as half:
        half.shutdown(socket.SHUT_RDWR)

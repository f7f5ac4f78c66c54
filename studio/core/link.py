"""The engine's end of the link: listens, answers the hub's requests, tells it events.

`multiprocessing.connection` over a Unix socket or a named pipe, authenticated by a key;
what travels are the bytes of the typed messages, never pickles.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener

from studio import __version__
from studio.core.answer import answer
from studio.core.errors import BadInputError
from studio.core.link_client import hang_up
from studio.core.messages.envelope import (
    MAX_MESSAGE_BYTES,
    EventData,
    EventFrame,
    Hello,
    HelloData,
    RequestData,
    RequestFrame,
    decode_frame,
    encode_frame,
)
from studio.core.messages.events import Event, MetersReported
from studio.core.messages.requests import (
    CloseGuest,
    OpenGuest,
    OpenViewer,
    Request,
    ShutDown,
)
from studio.core.messages.results import Done, Result
from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker

_log = logging.getLogger("studio.core.link")

_OUT_CAPACITY = 2000
_METERS_UNTIL = 100
_VIEWER_WORKERS = 2

Handle = Callable[[Request], Result]


class LinkListener:
    """One hub at a time: a new one takes the place of the old. Nothing here waits for the hub."""

    def __init__(self, address: str, authkey: bytes) -> None:
        self._address = address
        self._listener = Listener(address, authkey=authkey)
        self._lock = threading.Lock()
        self._peer: _Peer | None = None
        self._handle: Handle = _not_ready
        self._on_shut_down: Callable[[], None] = _nothing
        self._worker = Worker("link-accept", self._accept)
        self.dropped_events = 0

    def start(self, handle: Handle, on_shut_down: Callable[[], None]) -> None:
        """Accept hubs from now on."""
        self._handle = handle
        self._on_shut_down = on_shut_down
        self._worker.start()

    def broadcast(self, event: Event) -> None:
        """Tell the hub, if there is one; meters are left out first when it does not keep up."""
        peer = self._peer
        if peer is not None and not peer.tell(event):
            self.dropped_events += 1

    def stop(self) -> None:
        """Let the hub go and listen no more."""
        self._worker.stop_signal.set()
        # ``accept`` does not end when its socket is closed: knocking once wakes it.
        with contextlib.suppress(OSError):
            Client(self._address).close()
        self._worker.stop(2.0)
        self._listener.close()
        self._replace(None)

    def _accept(self, stop: StopSignal) -> None:
        while not stop.is_set:
            try:
                connection = self._listener.accept()
            except (OSError, EOFError) as error:
                if stop.is_set:
                    return
                _log.warning("hub not let in", extra={"error": str(error)})
                stop.wait(0.05)
                continue
            except Exception as error:  # noqa: BLE001 - AuthenticationError has no narrow base
                _log.warning("hub not let in", extra={"error": type(error).__name__})
                continue
            peer = _Peer(connection, self._answer_now)
            self._replace(peer)
            peer.start()

    def _replace(self, peer: "_Peer | None") -> None:
        with self._lock:
            old, self._peer = self._peer, peer
        if old is not None:
            old.stop()

    def _answer_now(self, request: Request) -> Result:
        if isinstance(request, ShutDown):
            self._on_shut_down()
            return Done()
        return self._handle(request)


class _Peer:
    """One hub: a reader, a writer, and a few hands, so that a slow answer holds up no other."""

    def __init__(self, connection: Connection, handle: Handle) -> None:
        self._connection = connection
        self._handle = handle
        self._out: BoundedQueue[bytes] = BoundedQueue("link out", _OUT_CAPACITY)
        self._edits: BoundedQueue[RequestData] = BoundedQueue("link requests", 500)
        self._viewers: BoundedQueue[RequestData] = BoundedQueue("link viewers", 200)
        hands = [Worker("link-hand", self._hand_for(self._edits))]
        hands += [
            Worker(f"link-viewer-{number}", self._hand_for(self._viewers))
            for number in range(_VIEWER_WORKERS)
        ]
        self._writer = Worker("link-write", self._write)
        self._workers = [Worker("link-read", self._read), self._writer, *hands]

    def start(self) -> None:
        """Say hello and begin."""
        self._out.put(encode_frame(Hello(HelloData(__version__))))
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Let go; the reader closes the connection when nobody uses it any more."""
        for worker in self._workers:
            worker.stop_signal.set()
        for queue in (self._out, self._edits, self._viewers):
            queue.close()
        with contextlib.suppress(OSError):
            hang_up(self._connection)

    def tell(self, event: Event) -> bool:
        """Queue an event; False when it was left out."""
        if isinstance(event, MetersReported) and len(self._out) > _METERS_UNTIL:
            return False
        return self._out.put(encode_frame(EventFrame(EventData(event))))  # type: ignore[arg-type]

    def _read(self, stop: StopSignal) -> None:
        while not stop.is_set:
            try:
                data = self._connection.recv_bytes(MAX_MESSAGE_BYTES)
            except (EOFError, OSError):
                break
            try:
                frame = decode_frame(data, "link")
            except BadInputError as error:
                _log.warning("message refused", extra={"error": str(error)})
                continue
            if isinstance(frame, RequestFrame):
                is_slow = isinstance(frame.d.request, OpenViewer | OpenGuest | CloseGuest)
                (self._viewers if is_slow else self._edits).put(frame.d)
        self.stop()
        self._writer.join(5.0)
        self._connection.close()

    def _write(self, stop: StopSignal) -> None:
        while not stop.is_set:
            data = self._out.get(timeout_s=1.0)
            if data is None:
                continue
            try:
                self._connection.send_bytes(data)
            except OSError:
                break
        self.stop()

    def _hand_for(self, queue: BoundedQueue[RequestData]) -> Callable[[StopSignal], None]:
        def work(stop: StopSignal) -> None:
            while not stop.is_set:
                data = queue.get(timeout_s=1.0)
                if data is not None:
                    self._out.put(encode_frame(answer(data, self._handle)))

        return work


def _not_ready(_request: Request) -> Result:
    return Done()


def _nothing() -> None:
    return None

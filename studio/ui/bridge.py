"""Between the asyncio world of the control socket and Qt: a thread, signals and callbacks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from studio.core.errors import StudioError, UnavailableError
from studio.core.messages.events import EngineConnected, Event
from studio.core.messages.requests import GetSnapshot, Request
from studio.core.messages.results import Result
from studio.core.tasks import TaskGroupKeeper
from studio.core.threads import StopSignal, Worker
from studio.ui.alive import is_alive

_log = logging.getLogger("studio.ui.bridge")


class ControlConnection(Protocol):
    """What the bridge needs of a connection to the hub; used on the bridge's own loop."""

    def start(self) -> None:
        """Begin to connect; connect again whenever it is lost."""
        ...

    def request(self, request: Request) -> Awaitable[Result]:
        """Ask; raises StudioError."""
        ...

    def close(self) -> Awaitable[None]:
        """Disconnect for good."""
        ...


MakeConnection = Callable[[Callable[[Event], None], Callable[[bool], None]], ControlConnection]


class Bridge(QObject):
    """Lives in the Qt thread; its signals arrive there. ``make`` runs on the bridge's loop.

    ``make(on_event, on_connected)`` gives a connection that calls these two. Whoever connects
    to the signals after ``start`` looks at ``is_connected`` too: it may have happened already.
    """

    event_heard = Signal(object)
    connected_changed = Signal(bool)
    _answered = Signal(object, object)

    def __init__(self, make: MakeConnection) -> None:
        super().__init__()
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connection: ControlConnection | None = None
        self._over: asyncio.Event | None = None
        self._answered.connect(self._call_back)
        self.is_connected = False
        self._worker = Worker("window-bridge", self._run)

    def start(self) -> None:
        """Begin to connect."""
        self._worker.start()

    def stop(self) -> None:
        """Disconnect and end the thread."""
        self._worker.stop_signal.set()  # for a thread that has not come to its loop yet
        loop, over = self._loop, self._over
        if loop is not None and over is not None and loop.is_running():
            loop.call_soon_threadsafe(over.set)
        self._worker.stop(3.0)

    def ask(
        self,
        request: Request,
        on_result: Callable[[Result], None] | None = None,
        on_error: Callable[[StudioError], None] | None = None,
    ) -> None:
        """Ask the hub; one of the callbacks is called later in the Qt thread. Never blocks."""
        loop = self._loop
        if loop is None or not loop.is_running():
            error = UnavailableError("the studio is not reached yet", "hub")
            self._answered.emit(on_error, error)
            return
        loop.call_soon_threadsafe(self._begin, request, on_result, on_error)

    def _begin(
        self,
        request: Request,
        on_result: Callable[[Result], None] | None,
        on_error: Callable[[StudioError], None] | None,
    ) -> None:
        self._tasks.start(self._ask(request, on_result, on_error), "ask")

    async def _ask(
        self,
        request: Request,
        on_result: Callable[[Result], None] | None,
        on_error: Callable[[StudioError], None] | None,
    ) -> None:
        try:
            if self._connection is None:
                raise UnavailableError("the studio is not reached yet", "hub")
            result = await self._connection.request(request)
        except StudioError as error:
            self._answered.emit(on_error, error)
        else:
            self._answered.emit(on_result, result)

    def _call_back(self, callback: object, value: object) -> None:
        """Not if who asked is gone: a dialog that was closed meanwhile hears no answer."""
        if callable(callback) and is_alive(callback):
            callback(value)

    def _run(self, stop: StopSignal) -> None:
        asyncio.run(self._serve(stop))

    async def _serve(self, stop: StopSignal) -> None:
        self._tasks = TaskGroupKeeper("window")
        self._over = asyncio.Event()
        self._connection = self._make(self.event_heard.emit, self._connected)
        self._loop = asyncio.get_running_loop()
        self._connection.start()
        if not stop.is_set:
            await self._over.wait()
        await self._tasks.close()
        await self._connection.close()

    def _connected(self, is_connected: bool) -> None:
        self.is_connected = is_connected
        self.connected_changed.emit(is_connected)


def needs_snapshot(event: Event) -> bool:
    """Whether everything should be asked for again."""
    return isinstance(event, EngineConnected)


SNAPSHOT = GetSnapshot()

"""Named threads that can be told to end."""

import contextlib
import ctypes
import logging
import sys
import threading
from collections.abc import Callable

_log = logging.getLogger("studio.core.threads")

_PR_SET_NAME = 15
_LONGEST_NAME = 15  # bytes, Linux


class StopSignal:
    """Told once; every wait on it ends then."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask for the end."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether the end was asked for."""
        return self._event.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Sleep at most ``timeout_s``; True when the end was asked for."""
        return self._event.wait(timeout_s)


class Worker:
    """One named daemon thread running ``body(stop)``; an escape is logged and reported.

    ``on_crash`` is called on the worker's own thread with what was raised.
    """

    def __init__(
        self,
        name: str,
        body: Callable[[StopSignal], None],
        on_crash: Callable[[Exception], None] | None = None,
    ) -> None:
        self.name = name
        self.stop_signal = StopSignal()
        self._body = body
        self._on_crash = on_crash
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; once only."""
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ask for the end and wait for it; False if the thread did not end in time."""
        self.stop_signal.set()
        if self._thread.ident is None or self._thread is threading.current_thread():
            return True
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            _log.warning("thread did not end in time", extra={"thread_name": self.name})
            return False
        return True

    def join(self, timeout_s: float) -> bool:
        """Wait for its own end without asking for it; False if it takes longer."""
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        _tell_system(self.name)
        try:
            self._body(self.stop_signal)
        except Exception as error:  # noqa: BLE001 - a thread's outer edge: logged and reported
            _log.exception("thread ended by an error", extra={"thread_name": self.name})
            if self._on_crash is not None:
                self._on_crash(error)


def _tell_system(name: str) -> None:
    """Let the system's own tools show the thread's name, where Python does not do it yet."""
    if sys.platform == "linux" and sys.version_info < (3, 14):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode()[:_LONGEST_NAME], 0, 0, 0)

"""Saves the show soon after an edit, on its own thread, the newest state only."""

import logging
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.scene import Show
from studio.core.slots import BoundedQueue
from studio.core.status import Alarm, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.show_file import save_show

_log = logging.getLogger("studio.engine.show_saver")
_PAUSE_S = 0.3


class ShowSaver:
    """`save_soon` never waits for the disk; `close` writes what is still to be written.

    What could not be written is tried again every second, until a newer state comes.
    """

    def __init__(self, path: Path, on_alarm: Callable[[Alarm], None]) -> None:
        self._path = path
        self._on_alarm = on_alarm
        self._newest: BoundedQueue[Show] = BoundedQueue("show saver", 1)
        self._worker = Worker("show-saver", self._run)

    def start(self) -> None:
        """Begin to save."""
        self._worker.start()

    def save_soon(self, show: Show) -> None:
        """Save this state unless a newer one comes first."""
        self._newest.put(show)

    def close(self) -> None:
        """Write the newest state and end."""
        self._newest.close()
        self._worker.stop()

    def _run(self, stop: StopSignal) -> None:
        unsaved: Show | None = None
        while True:
            show = self._newest.get(timeout_s=1.0) or unsaved
            is_last = self._newest.is_closed and not len(self._newest)
            if show is not None:
                unsaved = None if self._is_saved(show, is_again=show is unsaved) else show
                stop.wait(_PAUSE_S)
            if is_last:
                return

    def _is_saved(self, show: Show, is_again: bool) -> bool:
        try:
            save_show(self._path, show)
        except (OSError, StudioError) as error:
            if not is_again:
                _log.warning("show not saved", extra={"error": str(error)})
            self._on_alarm(
                Alarm(
                    "show-not-saved",
                    Severity.WARNING,
                    f"The show could not be saved: {error}",
                    "Free some disk space or choose another data folder",
                )
            )
            return False
        return True

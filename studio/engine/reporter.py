"""Tells the windows how the engine does: levels 20 times a second, figures once a second."""

import time
from collections.abc import Callable
from typing import Protocol

from studio.core.messages.events import Event, MetersReported, StatsReported
from studio.core.status import Alarm, EngineStats, Meter, Severity
from studio.core.threads import StopSignal, Worker

_METER_INTERVAL_S = 0.05
_METERS_PER_STATS = 20
_LATE_SHARE = 0.02


class Figures(Protocol):
    """Where the figures come from."""

    def meters(self) -> tuple[Meter, ...]:
        """Levels now."""
        ...

    def stats(self, cpu_percent: float) -> EngineStats:
        """Everything else."""
        ...


class Board(Protocol):
    """Where alarms are put."""

    def set(self, alarm: Alarm, is_raised: bool) -> None:
        """Raise or clear."""
        ...

    def expire(self) -> None:
        """Clear what nobody renews."""
        ...


class Reporter:
    """One quiet thread that reads figures and tells them."""

    def __init__(self, figures: Figures, board: Board, tell: Callable[[Event], None]) -> None:
        self._figures = figures
        self._board = board
        self._tell = tell
        self._worker = Worker("reporter", self._run)
        self._cpu_ns = time.process_time_ns()
        self._wall_ns = time.monotonic_ns()
        self.latest = EngineStats()

    def start(self) -> None:
        """Begin to report."""
        self._worker.start()

    def stop(self) -> None:
        """Say no more."""
        self._worker.stop()

    def _run(self, stop: StopSignal) -> None:
        beat = 0
        while not stop.wait(_METER_INTERVAL_S):
            self._tell(MetersReported(self._figures.meters()))
            beat += 1
            if beat % _METERS_PER_STATS == 0:
                self._report_stats()

    def _report_stats(self) -> None:
        before = self.latest
        self.latest = self._figures.stats(self._cpu_percent())
        self._tell(StatsReported(self.latest))
        self._board.expire()
        self._board.set(*late_alarm(before, self.latest))

    def _cpu_percent(self) -> float:
        cpu_ns, wall_ns = time.process_time_ns(), time.monotonic_ns()
        spent, passed = cpu_ns - self._cpu_ns, max(1, wall_ns - self._wall_ns)
        self._cpu_ns, self._wall_ns = cpu_ns, wall_ns
        return 100.0 * spent / passed


def late_alarm(before: EngineStats, after: EngineStats) -> tuple[Alarm, bool]:
    """The alarm for pictures that were skipped since ``before``, and whether it holds."""
    rendered = after.frames.rendered - before.frames.rendered
    skipped = after.frames.skipped - before.frames.skipped
    alarm = Alarm(
        "pictures-skipped",
        Severity.WARNING,
        "The computer is too busy: some pictures were skipped",
        "Close other programs, or choose a smaller picture in the settings",
    )
    return alarm, rendered >= 0 and skipped > _LATE_SHARE * max(1, rendered + skipped)

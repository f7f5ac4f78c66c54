import threading

import pytest

from studio.core.messages.events import Event, MetersReported, StatsReported
from studio.core.status import Alarm, EngineStats, FrameCounts, Meter
from studio.engine.reporter import Reporter, late_alarm
from tests.support.waiting import wait_until


class Figures:
    """Figures that grow."""

    def __init__(self) -> None:
        self.rendered = 0

    def meters(self) -> tuple[Meter, ...]:
        """One level."""
        return (Meter("master", -9.0),)

    def stats(self, cpu_percent: float) -> EngineStats:
        """Thirty pictures more, a third of them skipped."""
        self.rendered += 20
        frames = FrameCounts(rendered=self.rendered, skipped=self.rendered // 2)
        return EngineStats(frames=frames, cpu_percent=cpu_percent)


class Board:
    """Remembers what was raised."""

    def __init__(self) -> None:
        self.raised: set[str] = set()
        self.expired = 0

    def set(self, alarm: Alarm, is_raised: bool) -> None:
        """Raise or clear."""
        (self.raised.add if is_raised else self.raised.discard)(alarm.id)

    def expire(self) -> None:
        """Count it."""
        self.expired += 1


def test_levels_come_often_and_figures_once_in_a_while() -> None:
    board, told = Board(), list[Event]()
    reporter = Reporter(Figures(), board, told.append)
    reporter.start()

    def figures() -> list[StatsReported]:
        return [event for event in told if isinstance(event, StatsReported)]

    wait_until(lambda: len(figures()) >= 2, 60)
    reporter.stop()
    levels = [event for event in told if isinstance(event, MetersReported)]
    assert len(levels) >= 20 * len(figures())
    assert figures()[0].stats.cpu_percent >= 0
    assert reporter.latest == figures()[-1].stats
    assert board.expired == len(figures())
    assert board.raised == {"pictures-skipped"}
    assert "reporter" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("rendered", "skipped", "is_raised"),
    [(30, 0, False), (30, 1, True), (1000, 10, False), (0, 0, False), (0, 30, True)],
)
def test_a_few_skipped_pictures_in_a_thousand_alarm_nobody(
    rendered: int, skipped: int, is_raised: bool
) -> None:
    before = EngineStats(frames=FrameCounts(rendered=100, skipped=5))
    after = EngineStats(frames=FrameCounts(rendered=100 + rendered, skipped=5 + skipped))
    alarm, raised = late_alarm(before, after)
    assert raised is is_raised
    assert alarm.advice

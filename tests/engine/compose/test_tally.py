from studio.core.clock import NS_PER_MS
from studio.core.status import FrameCounts
from studio.engine.compose.tally import Tally


def test_nothing_yet() -> None:
    assert Tally(30).counts() == FrameCounts()


def test_counts_and_costs() -> None:
    tally = Tally(50)
    for cost_ms in range(1, 101):
        tally.rendered(0, cost_ms * NS_PER_MS // 10)
    tally.rendered(19 * NS_PER_MS, 2 * NS_PER_MS)
    tally.skipped(3)
    counts = tally.counts()
    assert (counts.rendered, counts.late, counts.skipped) == (101, 1, 3)
    assert 4.5 <= counts.compose_p50_ms <= 5.5
    assert 9.5 <= counts.compose_p99_ms <= 10.0
    assert 48.0 <= counts.rate_hz < 50.0

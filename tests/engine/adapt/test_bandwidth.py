import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine.adapt.bandwidth import LEAST_BPS, BandwidthEstimate, median
from studio.engine.adapt.feedback import Arrival

_BYTES = 1200
_OFFSET_S = 1234.5  # the receiver's clock is another


class Path:
    """A line with a queue: sends at the estimate's rate, and says every 50 ms what came."""

    def __init__(self, estimate: BandwidthEstimate, capacity_bps: float) -> None:
        self.estimate = estimate
        self.capacity_bps = capacity_bps
        self.jitter_s = self.loss = 0.0
        self.most_sent_bps = 1e9
        self.now_s = 100.0
        self._random = random.Random(1)
        self._busy_s = 0.0
        self._sequence = 0
        self._fates: list[tuple[float, Arrival]] = []

    def run(self, seconds: float) -> None:
        end_s = self.now_s + seconds
        told_s = self.now_s + 0.05
        while self.now_s < end_s:
            rate_bps = min(self.estimate.target_bps, self.most_sent_bps)
            self.now_s += _BYTES * 8 / rate_bps
            self._send()
            if self.now_s >= told_s:
                told_s = self.now_s + 0.05
                self._tell()

    def _send(self) -> None:
        self.estimate.sent(self._sequence, _BYTES, self.now_s)
        self._busy_s = max(self._busy_s, self.now_s) + _BYTES * 8 / self.capacity_bps
        at_s: float | None = self._busy_s + 0.03 + self._random.uniform(0, 2 * self.jitter_s)
        if self._random.random() < self.loss:
            at_s = None
        self._fates.append((at_s or self.now_s + 0.05, Arrival(self._sequence, at_s)))
        self._sequence = (self._sequence + 1) & 0xFFFF

    def _tell(self) -> None:
        known = [(at_s, one) for at_s, one in self._fates if at_s <= self.now_s]
        self._fates = [(at_s, one) for at_s, one in self._fates if at_s > self.now_s]
        arrivals = [
            Arrival(one.sequence, None if one.at_s is None else one.at_s + _OFFSET_S)
            for _, one in sorted(known, key=lambda pair: pair[1].sequence)
        ]
        self.estimate.heard(arrivals, self.now_s)


def _path(capacity_bps: float, start_bps: int = 4_000_000) -> Path:
    return Path(BandwidthEstimate(start_bps, 4_000_000), capacity_bps)


def test_a_good_line_keeps_its_start() -> None:
    path = _path(20e6)
    path.most_sent_bps = 2.6e6
    path.run(5)
    assert path.estimate.target_bps == 4_000_000
    assert path.estimate.arrived_bps == pytest.approx(2.6e6, rel=0.15)


def test_half_the_room_is_noticed_within_a_second_and_its_return_within_five() -> None:
    path = _path(4.2e6)
    path.most_sent_bps = 2.7e6
    path.run(5)
    path.capacity_bps = 1.5e6
    path.run(1.5)
    assert path.estimate.target_bps < 1.5e6
    path.run(20)
    assert 0.7e6 < path.estimate.target_bps < 2.6e6
    path.capacity_bps = 4.2e6
    path.run(5)
    assert path.estimate.target_bps > 3e6


def test_on_a_narrow_line_the_queue_stays_short() -> None:
    path = _path(1.5e6)
    path.run(5)
    queues = []
    for _ in range(100):
        path.run(0.1)
        queues.append(path.estimate.queue_s)
    assert sorted(queues)[90] < 0.2


@pytest.mark.parametrize("loss", [0.05, 0.1])
def test_loss_and_jitter_alone_take_nothing(loss: float) -> None:
    path = _path(20e6)
    path.most_sent_bps = 2.6e6
    path.loss, path.jitter_s = loss, 0.02
    path.run(20)
    assert path.estimate.target_bps == 4_000_000
    assert path.estimate.loss == pytest.approx(loss, abs=0.06)


def test_a_line_that_drops_instead_of_queueing_is_noticed() -> None:
    path = _path(20e6)
    path.most_sent_bps = 2.6e6
    path.run(2)
    path.loss = 0.5
    path.run(2)
    assert path.estimate.target_bps < 1.6e6


def test_silence_halves_what_is_sent() -> None:
    path = _path(20e6)
    path.run(1)
    for step in range(60):
        path.estimate.sent(step, _BYTES, path.now_s + step / 10)
    assert path.estimate.target_bps < 500_000


def test_what_nobody_sent_is_ignored() -> None:
    estimate = BandwidthEstimate(1_000_000, 2_000_000)
    estimate.heard([Arrival(5, 1.0), Arrival(6, None)], 1.0)
    assert estimate.has_feedback
    assert (estimate.target_bps, estimate.loss) == (1_000_000, 0.0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(50e3, 10e6), st.floats(0, 0.6), st.floats(0, 0.05)),
        min_size=1,
        max_size=5,
    )
)
def test_it_stays_between_its_bounds(phases: list[tuple[float, float, float]]) -> None:
    path = _path(4e6)
    for capacity_bps, loss, jitter_s in phases:
        path.capacity_bps, path.loss, path.jitter_s = capacity_bps, loss, jitter_s
        path.run(1)
        assert LEAST_BPS <= path.estimate.target_bps <= 4_000_000
        assert 0 <= path.estimate.loss <= 1
        assert path.estimate.queue_s >= 0


def test_the_middle_of_nothing_and_of_some() -> None:
    assert median([]) == 0.0
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2

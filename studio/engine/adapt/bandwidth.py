"""How much a line carries, from when its packets arrived: slower when a queue grows, faster after.

A queue shows as packets that take longer than the quickest of the last seconds. The quickest of
a short time is compared, so that jitter, which delays some, is not taken for a queue, which
delays all. Loss alone says little: radio loses packets with room to spare.
"""

import bisect
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from studio.engine.adapt.feedback import Arrival

LEAST_BPS = 80_000
_QUEUE_BEGINS_S = 0.025
_QUEUE_IS_LONG_S = 0.060
_QUEUE_IS_TOO_LONG_S = 0.180
_LASTS_S = 0.12  # a stall of the receiver's machine is over by then
_WINDOW_S = 0.25
_RATE_WINDOW_S = 0.5
_LOSS_WINDOW_S = 1.0
_BASE_BUCKET_S = 2.0
_BASE_BUCKETS = 8
_ENOUGH_PACKETS = 6
_GROWTH_PER_S = 1.5
_CAREFUL_GROWTH_PER_S = 1.15  # near where the line was full the last time
_NEAR_FULL = (0.88, 1.12)
_CONGESTING_LOSS = 0.2
_SETTLE_S = 0.3
_FIRST_HOLD_S = 0.6
_LONGEST_HOLD_S = 1.6
_FAILED_WITHIN_S = 4.0
_SILENCE_S = 1.0
_KEPT_PACKETS = 4096
_WRAP = 1 << 16


@dataclass(frozen=True, slots=True)
class _Came:
    arrived_s: float
    took_s: float
    size_bytes: int


class BandwidthEstimate:
    """One line; times in seconds on one clock, the receiver's times on any other.

    ``target_bps`` is what may be sent, between `LEAST_BPS` and ``ceiling_bps``.
    """

    def __init__(self, start_bps: int, ceiling_bps: int) -> None:
        self.ceiling_bps = ceiling_bps
        self.target_bps = float(start_bps)
        self.has_feedback = False
        self.loss = 0.0
        self.queue_s = 0.0
        self.arrived_bps = 0.0
        self._sent: dict[int, tuple[float, int]] = {}
        self._order: deque[int] = deque()
        self._came: deque[_Came] = deque()
        self._fates: deque[tuple[float, bool]] = deque()
        self._bases: deque[tuple[float, float]] = deque(maxlen=_BASE_BUCKETS)
        self._heard_s = 0.0
        self._grown_s = 0.0
        self._lowered_s = -1e9
        self._hold_s = _FIRST_HOLD_S
        self._full_bps = 0.0
        self._long_since_s: float | None = None

    @property
    def is_climbing(self) -> bool:
        """Whether nothing speaks against more just now."""
        return self.queue_s < _QUEUE_BEGINS_S and self._heard_s - self._lowered_s > self._hold_s

    def sent(self, sequence: int, size_bytes: int, now_s: float) -> None:
        """A packet went out; ``sequence`` of 16 bits."""
        self._sent[sequence] = (now_s, size_bytes)
        self._order.append(sequence)
        if len(self._order) > _KEPT_PACKETS:
            self._sent.pop(self._order.popleft(), None)
        if self.has_feedback and now_s - self._heard_s > _SILENCE_S:
            self._heard_s = now_s  # nothing comes through: half, and half again
            self._lower(self.target_bps / 2, now_s)

    def heard(self, arrivals: Sequence[Arrival], now_s: float) -> None:
        """What the receiver says came and did not."""
        for arrival in arrivals:
            known = self._sent.get(arrival.sequence)
            if known is None:
                continue
            sent_s, size_bytes = known
            self._fates.append((now_s, arrival.at_s is not None))
            if arrival.at_s is not None:
                del self._sent[arrival.sequence]
                self._came.append(_Came(arrival.at_s, arrival.at_s - sent_s, size_bytes))
        if not self.has_feedback:
            self.has_feedback = True
            self._grown_s = now_s
        self._heard_s = now_s
        self._forget(now_s)
        self._measure(now_s)
        self._decide(now_s)

    def _forget(self, now_s: float) -> None:
        while self._fates and self._fates[0][0] < now_s - _LOSS_WINDOW_S:
            self._fates.popleft()
        newest_s = max((came.arrived_s for came in self._came), default=0.0)
        while self._came and self._came[0].arrived_s < newest_s - _RATE_WINDOW_S:
            self._came.popleft()

    def _measure(self, now_s: float) -> None:
        if self._fates:
            lost = sum(not did_come for _, did_come in self._fates)
            self.loss = lost / len(self._fates)
        if len(self._came) < _ENOUGH_PACKETS:
            return
        newest_s = max(came.arrived_s for came in self._came)
        first_s = min(came.arrived_s for came in self._came)
        size_bytes = sum(came.size_bytes for came in self._came)
        self.arrived_bps = size_bytes * 8 / max(newest_s - first_s, _RATE_WINDOW_S / 2)
        recent = [came.took_s for came in self._came if came.arrived_s > newest_s - _WINDOW_S]
        quickest_s = min(recent)
        self.queue_s = max(0.0, quickest_s - self._base(quickest_s, now_s))

    def _base(self, quickest_s: float, now_s: float) -> float:
        """The quickest of the last quarter of a minute: what the line takes when it is empty."""
        if not self._bases or now_s - self._bases[-1][0] > _BASE_BUCKET_S:
            self._bases.append((now_s, quickest_s))
        elif quickest_s < self._bases[-1][1]:
            self._bases[-1] = (self._bases[-1][0], quickest_s)
        return min(took_s for _, took_s in self._bases)

    def _decide(self, now_s: float) -> None:
        passed_s = min(0.5, now_s - self._grown_s)
        self._grown_s = now_s
        is_flooded = self.loss > _CONGESTING_LOSS and len(self._fates) > 20
        if self.queue_s < _QUEUE_IS_LONG_S:
            self._long_since_s = None
        elif self._long_since_s is None:
            self._long_since_s = now_s
        has_lasted_s = now_s - self._long_since_s if self._long_since_s is not None else 0.0
        if now_s - self._lowered_s < _SETTLE_S:
            return
        if self.queue_s > _QUEUE_IS_TOO_LONG_S and has_lasted_s >= _LASTS_S / 2:
            self._lower(self.arrived_bps * 0.7, now_s)
        elif has_lasted_s >= _LASTS_S:
            self._lower(self.arrived_bps * 0.85, now_s)
        elif is_flooded:
            self._lower(self.arrived_bps * 0.95, now_s)
        elif self.is_climbing:
            most_bps = max(self.target_bps, 1.6 * self.arrived_bps + 50_000)
            grown_bps = self.target_bps * self._growth_per_s() ** passed_s
            self.target_bps = min(grown_bps, most_bps, float(self.ceiling_bps))

    def _growth_per_s(self) -> float:
        least, most = (share * self._full_bps for share in _NEAR_FULL)
        if self.target_bps > most:
            self._full_bps = 0.0  # it carries more by now
        return _CAREFUL_GROWTH_PER_S if least < self.target_bps <= most else _GROWTH_PER_S

    def _lower(self, wanted_bps: float, now_s: float) -> None:
        """Less, and a longer wait before more when the last climb did not last."""
        since_s = now_s - self._lowered_s
        did_fail_soon = since_s < _FAILED_WITHIN_S
        self._hold_s = min(_LONGEST_HOLD_S, self._hold_s * 1.5) if did_fail_soon else _FIRST_HOLD_S
        self._lowered_s = now_s
        self._long_since_s = None
        self._full_bps = self.arrived_bps
        self.target_bps = max(float(LEAST_BPS), min(self.target_bps, wanted_bps))


def median(values: Sequence[float]) -> float:
    """The middle one, the lower of two; 0 for none."""
    ordered: list[float] = []
    for value in values:
        bisect.insort(ordered, value)
    return ordered[(len(ordered) - 1) // 2] if ordered else 0.0

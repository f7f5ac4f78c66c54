"""Counts pictures and remembers what the last ones cost."""

import threading
from collections import deque

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.status import FrameCounts

_REMEMBERED = 300


class Tally:
    """Written by the compositor's thread, read by any other."""

    def __init__(self, rate_hz: int) -> None:
        self._tick_ns = NS_PER_S // rate_hz
        self._rate_hz = rate_hz
        self._lock = threading.Lock()
        self._cost_ns: deque[int] = deque(maxlen=_REMEMBERED)
        self._rendered = 0
        self._late = 0
        self._skipped = 0

    def rendered(self, lateness_ns: int, cost_ns: int) -> None:
        """A picture was made: so long after its tick it was begun, so long it took."""
        with self._lock:
            self._rendered += 1
            self._cost_ns.append(cost_ns)
            if lateness_ns + cost_ns > self._tick_ns:
                self._late += 1

    def skipped(self, ticks: int) -> None:
        """So many ticks passed without a picture."""
        with self._lock:
            self._skipped += ticks

    def counts(self) -> FrameCounts:
        """Everything so far; costs over the last few seconds."""
        with self._lock:
            costs = sorted(self._cost_ns)
            rendered, late, skipped = self._rendered, self._late, self._skipped
        if not costs:
            return FrameCounts()
        return FrameCounts(
            rendered=rendered,
            late=late,
            skipped=skipped,
            rate_hz=round(self._rate_hz * rendered / max(1, rendered + skipped), 2),
            compose_p50_ms=costs[len(costs) // 2] / NS_PER_MS,
            compose_p99_ms=costs[min(len(costs) - 1, len(costs) * 99 // 100)] / NS_PER_MS,
        )

"""A clock that stands still until somebody waits for it or moves it."""

import threading

from studio.core.clock import NS_PER_MS


class VirtualClock:
    """`wait_until` jumps to the deadline at once; `advance` plays work that takes time."""

    def __init__(self, start_ns: int = 0, wall_ms: int = 1_700_000_000_000) -> None:
        self._lock = threading.Lock()
        self._now_ns = start_ns
        self._wall_ms = wall_ms

    def monotonic_ns(self) -> int:
        """Nanoseconds since the clock was made."""
        with self._lock:
            return self._now_ns

    def wall_ms(self) -> int:
        """The wall clock goes with it."""
        return self._wall_ms + self.monotonic_ns() // NS_PER_MS

    def wait_until(self, deadline_ns: int) -> None:
        """Be there."""
        with self._lock:
            self._now_ns = max(self._now_ns, deadline_ns)

    def put(self, by_ms: int) -> None:
        """Somebody puts the wall clock forward, or back."""
        self._wall_ms += by_ms

    def advance(self, duration_ns: int) -> None:
        """Let time pass."""
        with self._lock:
            self._now_ns += duration_ns

"""Clocks as arguments: one Protocol, the machine's clock, and media time."""

import time
from typing import Protocol

NS_PER_MS = 1_000_000
NS_PER_S = 1_000_000_000


class Clock(Protocol):
    """What tells the time. Tests pass their own."""

    def monotonic_ns(self) -> int:
        """Nanoseconds that never go back; the origin means nothing."""
        ...

    def wall_ms(self) -> int:
        """Milliseconds since the Unix epoch."""
        ...

    def wait_until(self, deadline_ns: int) -> None:
        """Sleep until ``monotonic_ns()`` reaches ``deadline_ns``; at once if it has."""
        ...


class JumpWatch:
    """Whether the wall clock was put forward or back since this was made, against the steady one.

    A computer that slept seems to have jumped as well.
    """

    def __init__(self, clock: Clock, most_ms: int) -> None:
        self._clock = clock
        self._most_ms = most_ms
        self._apart_ms = self._apart()

    @property
    def has_jumped(self) -> bool:
        """By more than ``most_ms``."""
        return abs(self._apart() - self._apart_ms) > self._most_ms

    def _apart(self) -> int:
        return self._clock.wall_ms() - self._clock.monotonic_ns() // NS_PER_MS


class SystemClock:
    """The machine's clock."""

    def monotonic_ns(self) -> int:
        """Nanoseconds that never go back."""
        return time.monotonic_ns()

    def wall_ms(self) -> int:
        """Milliseconds since the Unix epoch."""
        return time.time_ns() // NS_PER_MS

    def wait_until(self, deadline_ns: int) -> None:
        """Sleep until the deadline; at once if it has passed."""
        remaining_ns = deadline_ns - time.monotonic_ns()
        if remaining_ns > 0:
            time.sleep(remaining_ns / NS_PER_S)

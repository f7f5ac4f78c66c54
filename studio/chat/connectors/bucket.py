"""A token bucket: so many acts at once, and so many a second in the long run."""

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import UnavailableError


class TokenBucket:
    """``capacity`` acts in a row, refilled over ``refill_s`` seconds. On one loop."""

    def __init__(self, capacity: int, refill_s: float, clock: Clock) -> None:
        if capacity < 1 or refill_s <= 0:
            raise ValueError("a bucket holds at least one token and refills in some time")
        self._capacity = float(capacity)
        self._per_s = capacity / refill_s
        self._clock = clock
        self._tokens = float(capacity)
        self._seen_ns = clock.monotonic_ns()

    def take(self) -> None:
        """Take a token. UnavailableError says in how many seconds there is one."""
        wait_s = self.wait_s()
        if wait_s > 0:
            raise UnavailableError(
                f"the platform allows no more messages for {wait_s:.0f} s", "send"
            )
        self._tokens -= 1

    def wait_s(self) -> float:
        """Seconds until there is a token; 0 when there is one."""
        now_ns = self._clock.monotonic_ns()
        gained = (now_ns - self._seen_ns) / NS_PER_S * self._per_s
        self._tokens = min(self._capacity, self._tokens + gained)
        self._seen_ns = now_ns
        # A hair less than one is one: seconds do not add up exactly.
        return 0.0 if self._tokens > 1 - 1e-9 else (1 - self._tokens) / self._per_s

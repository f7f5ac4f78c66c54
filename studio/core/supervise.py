"""How often a child may be started again before it is left down."""

from collections import deque

from studio.core.clock import NS_PER_S, Clock

MOST_RESTARTS = 5
WINDOW_S = 60


class RestartBudget:
    """At most five starts again within a minute."""

    def __init__(self, clock: Clock, most: int = MOST_RESTARTS, window_s: int = WINDOW_S) -> None:
        self._clock = clock
        self._most = most
        self._window_ns = window_s * NS_PER_S
        self._starts_ns: deque[int] = deque()

    def take(self) -> bool:
        """Whether one more restart is allowed now; counts it if so."""
        now_ns = self._clock.monotonic_ns()
        while self._starts_ns and self._starts_ns[0] < now_ns - self._window_ns:
            self._starts_ns.popleft()
        if len(self._starts_ns) >= self._most:
            return False
        self._starts_ns.append(now_ns)
        return True

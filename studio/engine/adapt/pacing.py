"""Keeps packets apart in time, so that a key frame does not overrun a narrow line."""

_BURST_S = 0.005  # what may go at once: a loop cannot sleep for less than about a millisecond
_LONGEST_DEBT_S = 0.5


class Pacer:
    """A leaky bucket; times in seconds. ``rate_bps`` 0: no limit."""

    def __init__(self) -> None:
        self.rate_bps = 0.0
        self._free_s = 0.0

    def wait_s(self, now_s: float) -> float:
        """How long the next packet waits; 0 when it may go now."""
        if not self.rate_bps:
            return 0.0
        return max(0.0, self._free_s - _BURST_S - now_s)

    def sent(self, size_bytes: int, now_s: float) -> None:
        """A packet went out, whether or not it was asked for in turn."""
        if not self.rate_bps:
            return
        begin_s = max(self._free_s, now_s)
        free_s = begin_s + size_bytes * 8 / self.rate_bps
        self._free_s = min(free_s, now_s + _LONGEST_DEBT_S)

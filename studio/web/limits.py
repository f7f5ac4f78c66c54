"""How often one address may ask: a bucket of tokens each, in bounded memory."""

from collections import OrderedDict

from studio.core.clock import NS_PER_S, Clock

_MOST_ADDRESSES = 10_000


class RateLimit:
    """``burst`` requests at once, then ``per_minute`` on; the oldest address is forgotten first."""

    def __init__(self, clock: Clock, per_minute: int, burst: int) -> None:
        self._clock = clock
        self._per_ns = per_minute / (60 * NS_PER_S)
        self._burst = burst
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Take one token of that address, if it has one."""
        now_ns = self._clock.monotonic_ns()
        tokens = self._tokens(address, now_ns)
        self._buckets.pop(address, None)
        is_allowed = tokens >= 1
        self._buckets[address] = (tokens - 1 if is_allowed else tokens, now_ns)
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return is_allowed

    def has_any(self, address: str) -> bool:
        """Whether that address has a token now; none is taken."""
        return self._tokens(address, self._clock.monotonic_ns()) >= 1

    def _tokens(self, address: str, now_ns: int) -> float:
        tokens, since_ns = self._buckets.get(address, (float(self._burst), now_ns))
        return min(self._burst, tokens + (now_ns - since_ns) * self._per_ns)

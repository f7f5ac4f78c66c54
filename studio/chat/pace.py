"""How often one person may write on the page: never too fast, and slower in slow mode."""

from collections import OrderedDict, deque

_MOST_MESSAGES = 5
_WITHIN_MS = 10_000
_MOST_PERSONS = 20_000


class Pace:
    """Five messages in ten seconds; the last 20,000 persons, who falls out begins afresh."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[int]] = OrderedDict()

    def wait_ms(self, actor: str, now_ms: int, slow_mode_s: int = 0) -> int:
        """How long somebody has to wait before they may write; 0: they may now.

        ``now_ms`` of a clock that never goes back.
        """
        times = self._times.get(actor)
        if not times:
            return 0
        waits = [0, times[-1] + slow_mode_s * 1000 - now_ms]
        if len(times) == _MOST_MESSAGES:
            waits.append(times[0] + _WITHIN_MS - now_ms)
        return max(waits)

    def wrote(self, actor: str, now_ms: int) -> None:
        """They wrote."""
        self._times.setdefault(actor, deque(maxlen=_MOST_MESSAGES)).append(now_ms)
        self._times.move_to_end(actor)
        while len(self._times) > _MOST_PERSONS:
            self._times.popitem(last=False)

"""From a sender's timestamps to media time: as early as packets come, without a jump."""

from studio.core.clock import NS_PER_S

_JUMP_NS = NS_PER_S
_LEAK = 0.0005  # of the time that passes: more than any phone's clock is wrong
_SETTLED_AFTER = 8


class PlayoutClock:
    """Follows the earliest arrivals; late ones are late, and the mixer's strip gives them room.

    The sender's clock is never quite ours: what comes earlier than ever moves the map at once,
    and it leaks the other way slowly, so that it follows a clock that is slower or faster.
    """

    def __init__(self) -> None:
        self._offset_ns = 0
        self._last_pts_ns = 0
        self._seen = 0

    @property
    def is_settled(self) -> bool:
        """Whether enough has come for the map to be trusted; the first ones come in a burst."""
        return self._seen >= _SETTLED_AFTER

    def media_ns(self, pts_ns: int, arrived_ns: int) -> int:
        """Media time of what the sender stamped ``pts_ns`` and what arrived now."""
        offset_ns = arrived_ns - pts_ns
        passed_ns = max(0, pts_ns - self._last_pts_ns)
        self._last_pts_ns = pts_ns
        is_first = self._seen == 0
        self._seen += 1
        if is_first or abs(offset_ns - self._offset_ns) > _JUMP_NS or offset_ns < self._offset_ns:
            self._offset_ns = offset_ns
        else:
            most_ns = int(passed_ns * _LEAK)
            self._offset_ns += min(offset_ns - self._offset_ns, most_ns)
        return pts_ns + self._offset_ns

    def at(self, pts_ns: int) -> int:
        """Media time of a stamp, as the map is now."""
        return pts_ns + self._offset_ns

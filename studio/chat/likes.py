"""Hearts: counted at once, written down in sums, because each alone is no event."""

from collections import OrderedDict

from studio.chat.log_writing import Append
from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import StudioError
from studio.core.records.engage import HeartsGiven
from studio.core.records.record import STUDIO, Record

_PER_S = 4.0
_BURST = 8.0
_MOST_VIEWERS = 20_000


class Likes:
    """On the hub's loop. Four hearts a second of one viewer; more are passed over."""

    def __init__(self, append: Append, clock: Clock) -> None:
        self._append = append
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._fresh = 0
        self._being_written = 0
        self._totals: dict[str, int] = {}

    def total(self, session_id: str) -> int:
        """All of that show, also those that are not written down yet."""
        return self._totals.get(session_id, 0) + self._fresh + self._being_written

    def give(self, viewer: str, count: int) -> int:
        """How many of them count."""
        now_ns = self._clock.monotonic_ns()
        tokens, since_ns = self._buckets.pop(viewer, (_BURST, now_ns))
        tokens = min(_BURST, tokens + (now_ns - since_ns) / NS_PER_S * _PER_S)
        taken = max(0, min(count, int(tokens)))
        self._buckets[viewer] = (tokens - taken, now_ns)
        if len(self._buckets) > _MOST_VIEWERS:
            self._buckets.popitem(last=False)
        self._fresh += taken
        return taken

    async def write(self) -> bool:
        """Write the sum down, about once a second; whether there was one."""
        count, self._fresh = self._fresh, 0
        if not count:
            return False
        self._being_written += count
        try:
            self.follow(await self._append(HeartsGiven(count), STUDIO))
        except StudioError:
            self._fresh += count  # with the next sum
            raise
        finally:
            self._being_written -= count
        return True

    def follow(self, record: Record) -> None:
        """Records in the order of the log."""
        if isinstance(record.payload, HeartsGiven):
            before = self._totals.get(record.session_id, 0)
            self._totals = {record.session_id: before + record.payload.count}

"""Gifts, likes and joins of the last minute in one quiet line; they are summed, not scrolled."""

from collections import deque
from dataclasses import dataclass

from studio.core.chat import NoticeKind
from studio.core.room import RoomNotice
from studio.ui.words import tr

WINDOW_MS = 60_000
_MOST_KEPT = 2_000
# In the order in which they are said.
_SAID = (
    (NoticeKind.GIFT, "sum_gift", "sum_gifts"),
    (NoticeKind.MEMBER, "sum_member", "sum_members"),
    (NoticeKind.LIKE, "sum_like", "sum_likes"),
    (NoticeKind.FOLLOW, "sum_follow", "sum_follows"),
    (NoticeKind.JOIN, "sum_join", "sum_joins"),
)


@dataclass(frozen=True, slots=True)
class _Counted:
    wall_ms: int
    kind: NoticeKind
    count: int
    who: str


class Sums:
    """``add`` what came; ``line`` says it. Of a flood the newest 2,000 notices are remembered."""

    def __init__(self) -> None:
        self._kept: deque[_Counted] = deque(maxlen=_MOST_KEPT)

    def add(self, notices: tuple[RoomNotice, ...], now_ms: int) -> None:
        """These came now, whatever the platform's clock says."""
        for one in notices:
            who = one.actor or one.name
            self._kept.append(_Counted(now_ms, one.kind, max(1, one.count), who))

    def line(self, now_ms: int) -> str:
        """In words; empty when nothing of it happened in the last minute."""
        while self._kept and now_ms - self._kept[0].wall_ms >= WINDOW_MS:
            self._kept.popleft()
        parts = []
        for kind, one, many in _SAID:
            mine = [counted for counted in self._kept if counted.kind is kind]
            count = sum(counted.count for counted in mine)
            if not count:
                continue
            said = tr(one if count == 1 else many, count=f"{count:,}")
            givers = len({counted.who for counted in mine if counted.who})
            if kind is NoticeKind.GIFT and givers:
                said = tr("sum_from", what=said, people=people(givers))
            parts.append(said)
        return tr("sum_minute", what=" · ".join(parts)) if parts else ""


def people(count: int) -> str:
    """How many."""
    return tr("sum_person") if count == 1 else tr("sum_people", count=f"{count:,}")

"""What the team does, in one place: told to everybody, and taken back by whoever sees a mistake."""

from collections.abc import Awaitable, Callable

from studio.chat.act_book import UNDO_S, ActBook, WayBack
from studio.core.clock import Clock
from studio.core.errors import UnavailableError
from studio.core.ids import new_id
from studio.core.messages.events import ActDone, ActUndone, Event
from studio.core.records.payload import Payload
from studio.core.records.team import ActTakenBack
from studio.core.team import Who
from studio.core.teamwork import Act, ActKind, Mark, beginning


class Acting:
    """On the hub's loop. ``keep(payload, by)`` writes a record and gives its place in the log."""

    def __init__(
        self,
        keep: Callable[[Payload, str], Awaitable[int]],
        clock: Clock,
        tell: Callable[[Event], None],
    ) -> None:
        self._keep = keep
        self._clock = clock
        self._tell = tell
        self._book = ActBook(clock)

    def undoable(self) -> tuple[Act, ...]:
        """What can be undone now."""
        return self._book.undoable()

    def done(
        self,
        who: Who,
        kind: ActKind,
        event_id: int = 0,
        way_back: WayBack | None = None,
        *,
        message_id: str = "",
        target: str = "",
        target_name: str = "",
        words: str = "",
        mark: Mark = Mark.NONE,
        until_wall_ms: int = 0,
    ) -> Act:
        """It is kept already; now everybody hears of it. Without a way back it stays."""
        now_ms = self._clock.wall_ms()
        act = Act(
            id=new_id("act") + new_id(""),
            by=who.id,
            name=who.name,
            kind=kind,
            message_id=message_id,
            target=target,
            words=beginning(words),
            wall_ms=now_ms,
            undo_until_wall_ms=now_ms + UNDO_S * 1000 if way_back is not None else 0,
            target_name=target_name,
            mark=mark,
            until_wall_ms=until_wall_ms,
        )
        if way_back is not None:
            self._book.put(act, _subject_of(act), event_id, way_back)
        self._tell(ActDone(act))
        return act

    async def undo(self, act_id: str, who: Who) -> None:
        """Take it back; one of them succeeds, however many ask.

        NotFoundError or BadInputError when it cannot be undone any more. A platform's refusal is
        raised in the end: here it is undone.
        """
        undoable = self._book.take(act_id)
        try:
            trouble = await undoable.way_back(who)
        except UnavailableError:
            self._book.give_back(undoable)
            raise
        act = undoable.act
        taken_back = ActTakenBack(undoable.event_id, act.kind.value, act.target, act.message_id)
        await self._keep(taken_back, who.id)
        self._tell(ActUndone(act.id, who.id, who.name))
        if trouble is not None:
            raise trouble


def _subject_of(act: Act) -> str:
    """What it changed; a second change of the same takes the first one's way back."""
    if act.message_id:
        return f"message {act.message_id}"
    if act.kind in (ActKind.NOTE, ActKind.MARK):
        return f"{act.kind.value} {act.target}"
    return f"standing {act.target}"

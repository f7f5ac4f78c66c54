"""What the log says of lucky draws: the one that goes on, who is in, and what was before."""

from dataclasses import dataclass

import msgspec

from studio.core import fair_draw
from studio.core.engage import DrawNow, DrawRules, DrawState, TakingPartError, Winner
from studio.core.records import engage as rec
from studio.core.records.record import Record

_MOST_ENTRIES = 50_000
_MOST_KEPT = 20
GOING_ON = (DrawState.OPEN, DrawState.FROZEN)


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who wants to enter. ``first_wall_ms``: when they were first here; 0: never.

    ``has_written``: before now.
    """

    actor: str
    name: str
    first_wall_ms: int = 0
    has_written: bool = False


class DrawBook:
    """Follows records in the order of the log, live and after a restart alike."""

    def __init__(self) -> None:
        self._draw: DrawNow | None = None
        self._names: dict[str, str] = {}  # of everybody who is in
        self._won: dict[str, set[str]] = {}  # in each show
        self.past: list[DrawNow] = []  # the newest first

    @property
    def now(self) -> DrawNow | None:
        """The draw that goes on, or the last one while that is shown."""
        if self._draw is None or self._draw.state is not DrawState.OPEN:
            return self._draw
        return msgspec.structs.replace(self._draw, entries=len(self._names))

    @property
    def open_draw(self) -> DrawNow | None:
        """The draw that may be entered."""
        is_open = self._draw is not None and self._draw.state is DrawState.OPEN
        return self._draw if is_open else None

    def has_entered(self, actor: str) -> bool:
        """Whether somebody is in."""
        return actor in self._names

    def actors(self) -> tuple[str, ...]:
        """Everybody who is in."""
        return tuple(self._names)

    def tickets(self) -> tuple[str, ...]:
        """The list as it would be frozen now."""
        draw_id = self._draw.id if self._draw is not None else ""
        return fair_draw.in_order(fair_draw.ticket_of(draw_id, actor) for actor in self._names)

    def check(self, draw: DrawNow, entrant: Entrant, session_id: str) -> None:
        """TakingPartError when somebody may not enter."""
        rules, won = draw.rules, self._won.get(session_id, set())
        checks = {
            "regulars": rules.is_for_regulars
            and not 0 < entrant.first_wall_ms < draw.opened_wall_ms,
            "writers": rules.is_for_writers and not entrant.has_written,
            "won": rules.is_for_new_winners and entrant.actor in won,
        }
        for word, is_refused in checks.items():
            if is_refused:
                raise TakingPartError(word)
        if len(self._names) >= _MOST_ENTRIES:
            raise TakingPartError("full")

    def follow(self, record: Record) -> None:
        """Records in the order of the log."""
        payload, draw = record.payload, self._draw
        if isinstance(payload, rec.DrawOpened):
            self._begin(payload, record.wall_ms)
        elif draw is None:
            return
        elif isinstance(payload, rec.EngagedHidden) and payload.thing_id == draw.id:
            self._draw = None
        elif getattr(payload, "draw_id", "") == draw.id:
            self._step(draw, record)

    def _step(self, draw: DrawNow, record: Record) -> None:
        payload = record.payload
        if isinstance(payload, rec.DrawEntered) and draw.state is DrawState.OPEN:
            self._names[record.actor] = payload.name
        elif isinstance(payload, rec.DrawStruck) and draw.state is DrawState.OPEN:
            self._names.pop(payload.target, None)
        elif isinstance(payload, rec.DrawFrozen):
            self._become(state=DrawState.FROZEN, entries=payload.entries, root=payload.root)
        elif isinstance(payload, rec.DrawRevealed):
            winners = tuple(
                Winner(actor, fair_draw.ticket_of(draw.id, actor), self._names.get(actor, ""))
                for actor in payload.winners
            )
            self._won.setdefault(record.session_id, set()).update(payload.winners)
            self._end(state=DrawState.DRAWN, seed=payload.seed, winners=winners)
        elif isinstance(payload, rec.DrawCancelled):
            self._end(state=DrawState.CANCELLED, entries=len(self._names))

    def _begin(self, payload: rec.DrawOpened, wall_ms: int) -> None:
        self._names.clear()
        self._draw = DrawNow(
            payload.draw_id,
            DrawRules.of_text(payload.rules),
            payload.commitment,
            wall_ms,
            payload.closes_wall_ms,
        )

    def _become(self, **fields: object) -> None:
        if self._draw is not None:
            self._draw = msgspec.structs.replace(self._draw, **fields)

    def _end(self, **fields: object) -> None:
        self._become(**fields)
        if self._draw is not None:
            self.past = [self._draw, *self.past][:_MOST_KEPT]

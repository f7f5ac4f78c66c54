"""What can still be undone: the acts of the last ten seconds, each by its own way back."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.team import Who
from studio.core.teamwork import Act

UNDO_S = 10
_MOST = 200
# Gives what a platform said against it; here it is undone all the same.
WayBack = Callable[[Who], Awaitable[StudioError | None]]


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act with the way back. ``subject``: what it changed; ``event_id``: its record's place."""

    act: Act
    subject: str
    event_id: int
    way_back: WayBack
    until_ns: int


class ActBook:
    """At most 200. What was changed again since cannot be undone any more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._acts: OrderedDict[str, Undoable] = OrderedDict()

    def put(self, act: Act, subject: str, event_id: int, way_back: WayBack) -> None:
        """It can be undone for ten seconds, unless something else is done to the same."""
        self._let_go()
        for act_id, known in list(self._acts.items()):
            if known.subject == subject:
                del self._acts[act_id]
        until_ns = self._clock.monotonic_ns() + UNDO_S * NS_PER_S
        self._acts[act.id] = Undoable(act, subject, event_id, way_back, until_ns)
        while len(self._acts) > _MOST:
            self._acts.popitem(last=False)

    def take(self, act_id: str) -> Undoable:
        """It is being undone: nobody else can. NotFoundError when it is too late."""
        known = self._acts.get(act_id)
        if known is None:
            raise NotFoundError("this cannot be undone any more", act_id)
        del self._acts[act_id]
        if known.until_ns <= self._clock.monotonic_ns():
            raise BadInputError("it is too late to undo this", act_id)
        return known

    def give_back(self, undoable: Undoable) -> None:
        """It could not be undone now; somebody may try again while there is time."""
        self._acts[undoable.act.id] = undoable

    def undoable(self) -> tuple[Act, ...]:
        """What can be undone now, oldest first."""
        self._let_go()
        return tuple(known.act for known in self._acts.values())

    def _let_go(self) -> None:
        now_ns = self._clock.monotonic_ns()
        for act_id in [one for one, known in self._acts.items() if known.until_ns <= now_ns]:
            del self._acts[act_id]

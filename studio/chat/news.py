"""What happened in the room, gathered into few events: a flood must not stall any window."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from studio.core.messages.events import Event, MessagesAdded, MessagesChanged, PersonsChanged
from studio.core.room import MessageChange, PersonStanding, RoomMessage

_GATHER_S = 0.05  # 20 a second
_MOST_IN_EVENT = 200
_MOST_MESSAGES = 50  # as many as a window lays out without standing still
T = TypeVar("T")


class News:
    """On the hub's loop; ``tell`` gets at most 20 events of each kind a second, in a calm room.

    Of more than 1,000 messages a second there are more, each of 50.
    """

    def __init__(self, tell: Callable[[Event], None], gather_s: float = _GATHER_S) -> None:
        self._tell = tell
        self._gather_s = gather_s
        self._added: list[RoomMessage] = []
        self._changes: list[MessageChange] = []
        self._persons: list[PersonStanding] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, message: RoomMessage) -> None:
        """It is kept, and may be seen."""
        self._added.append(message)
        self._soon()

    def change(self, change: MessageChange) -> None:
        """It is another one now."""
        self._changes.append(change)
        self._soon()

    def person(self, standing: PersonStanding) -> None:
        """Somebody may write again, or not."""
        self._persons.append(standing)
        self._soon()

    def flush(self) -> None:
        """Tell what waits: what was added first, so that nothing changes before it is there."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        added, self._added = self._added, []
        changes, self._changes = self._changes, []
        persons, self._persons = self._persons, []
        for messages in _parts(added, _MOST_MESSAGES):
            self._tell(MessagesAdded(messages))
        for changed in _parts(changes):
            self._tell(MessagesChanged(changed))
        for standings in _parts(persons):
            self._tell(PersonsChanged(standings))

    def _soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._gather_s, self.flush)


def _parts(many: Sequence[T], most: int = _MOST_IN_EVENT) -> Iterator[tuple[T, ...]]:
    for begin in range(0, len(many), most):
        yield tuple(many[begin : begin + most])

"""A list of messages that stands still while somebody reads it, and says how many wait."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from studio.core.room import MessageChange, RoomMessage
from studio.ui.chat.model import ChatModel

_MOST_WAITING = 400


class StandingList(QObject):
    """While it is paused nothing comes and nothing goes; what was decided changes its look.

    The newest 400 wait, ``unseen`` counts all. ``added`` with how many came into the list.
    """

    added = Signal(int)

    def __init__(self, model: ChatModel) -> None:
        super().__init__()
        self.model = model
        self.unseen = 0
        self.is_paused = False
        self._waiting: list[RoomMessage] = []

    @property
    def count(self) -> int:
        """How many belong here, those that wait with them."""
        return self.model.count + self.unseen

    def pause(self, is_paused: bool) -> bool:
        """Let it stand still, or go on with what waits. Whether that is something new."""
        if is_paused == self.is_paused:
            return False
        self.is_paused = is_paused
        self.model.keep_gone(is_paused)
        if not is_paused:
            waiting, self._waiting, self.unseen = self._waiting, [], 0
            self._add(waiting)
        return True

    def set(self, messages: Iterable[RoomMessage]) -> None:
        """These and no others."""
        self._waiting, self.unseen = [], 0
        self.model.set(messages)
        self.added.emit(self.model.rowCount())

    def add(self, messages: Iterable[RoomMessage]) -> None:
        """Those of them that belong here; later, while it is paused."""
        fresh = [kept for kept in messages if self.model.holds(kept)]
        if self.is_paused:
            self.unseen += len(fresh)
            self._waiting = (self._waiting + fresh)[-_MOST_WAITING:]
        else:
            self._add(fresh)

    def change(self, changes: Sequence[MessageChange]) -> None:
        """Where they stand; what waits is changed there, too."""
        for change in changes:
            if self.model.row_of(change.message_id) >= 0:
                self.model.change([change])
            elif not self._change_waiting(change) and change.message is not None:
                self.add([change.message])

    def _change_waiting(self, change: MessageChange) -> bool:
        """One that nobody saw yet is not shown when it may not be seen any more."""
        for place, kept in enumerate(self._waiting):
            if kept.message.id != change.message_id:
                continue
            if change.message is None:
                del self._waiting[place]
            else:
                self._waiting[place] = change.message
            return True
        return False

    def _add(self, messages: list[RoomMessage]) -> None:
        if messages:
            self.added.emit(self.model.add(messages))

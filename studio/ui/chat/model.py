"""Messages as a list model: kept in the order of the log, bounded, changed where they stand."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.core.chat import MessageState
from studio.core.room import MessageChange, RoomMessage
from studio.ui.chat.wording import line_of, tip_of

MESSAGE = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 400
_MOST_GROWN = 2_000
Index = QModelIndex | QPersistentModelIndex


class ChatModel(QAbstractListModel):
    """At most 400 rows; the oldest go first. ``states``: which messages stand here at all.

    Others may ask for more by `holds`; with `keep_gone` nothing leaves while somebody reads.
    """

    def __init__(self, states: Iterable[MessageState], most: int = _MOST_ROWS) -> None:
        super().__init__()
        self._states = frozenset(states)
        self._most = most
        self._rows: list[RoomMessage] = []
        self._places: list[int] = []
        self._ids: dict[str, int] = {}
        self._keeps_gone = self._has_gone = False

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The message, its line of plain text, or what a tip says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        kept = self._rows[index.row()]
        if role == MESSAGE:
            return kept
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line_of(kept)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return tip_of(kept)
        return None

    def message(self, row: int) -> RoomMessage:
        """The message of a row."""
        return self._rows[row]

    @property
    def count(self) -> int:
        """How many of them still belong here."""
        return sum(map(self.holds, self._rows)) if self._has_gone else len(self._rows)

    def set(self, messages: Iterable[RoomMessage]) -> None:
        """These and no others."""
        self.beginResetModel()
        rows = sorted(filter(self.holds, messages), key=_place)[-self._most :]
        self._rows = rows
        self._places = [kept.event_id for kept in rows]
        self._ids = {kept.message.id: kept.event_id for kept in rows}
        self.endResetModel()

    def add(self, messages: Iterable[RoomMessage]) -> int:
        """Each in its place, once; how many are new."""
        fresh = [kept for kept in messages if self.holds(kept) and kept.message.id not in self._ids]
        fresh.sort(key=_place)
        if fresh and (not self._places or fresh[0].event_id > self._places[-1]):
            self._put(len(self._rows), fresh)
        elif fresh and fresh[-1].event_id < self._places[0]:
            self._put(0, fresh)
        else:
            for kept in fresh:
                self._insert(kept)
        self._trim()
        return len(fresh)

    def change(self, changes: Sequence[MessageChange]) -> None:
        """Where they stand; what may not stand here any more goes, what may now comes."""
        for change in changes:
            row = self.row_of(change.message_id)
            if row < 0:
                if change.message is not None:
                    self.add([change.message])
                continue
            kept = msgspec.structs.replace(
                self._rows[row],
                state=change.state,
                decided_by=change.decided_by,
                decided_by_name=change.decided_by_name,
            )
            if not self.holds(kept):
                if not self._keeps_gone:
                    self._remove(row, row)
                    continue
                self._has_gone = True
            self._rows[row] = kept
            where = self.index(row)
            self.dataChanged.emit(where, where)

    def row_of(self, message_id: str) -> int:
        """Where it stands; -1: nowhere."""
        place = self._ids.get(message_id)
        return -1 if place is None else bisect_left(self._places, place)

    def keep_gone(self, is_kept: bool) -> None:
        """While that holds, what may not stand here any more stays; then it goes."""
        self._keeps_gone = is_kept
        if not is_kept and self._has_gone:
            self.sweep()

    def sweep(self) -> None:
        """Whatever may not stand here any more goes, unless it is kept."""
        self._has_gone = self._keeps_gone
        if self._keeps_gone:
            return
        for row in range(len(self._rows) - 1, -1, -1):
            if not self.holds(self._rows[row]):
                self._remove(row, row)

    def refresh(self) -> None:
        """Everything looks different now; nothing came or went."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def holds(self, kept: RoomMessage) -> bool:
        """Whether a message may stand here."""
        return kept.state in self._states

    def grow(self, by: int) -> bool:
        """Room for so many older ones; False once that is as much as a window keeps."""
        self._most = min(_MOST_GROWN, self._most + by)
        return self._most < _MOST_GROWN

    def shrink(self) -> None:
        """As many as at first; the oldest go."""
        self._most = min(self._most, _MOST_ROWS)
        self._trim()

    def _put(self, row: int, fresh: list[RoomMessage]) -> None:
        """These together, before that row."""
        self.beginInsertRows(QModelIndex(), row, row + len(fresh) - 1)
        self._rows[row:row] = fresh
        self._places[row:row] = [kept.event_id for kept in fresh]
        self._ids |= {kept.message.id: kept.event_id for kept in fresh}
        self.endInsertRows()

    def _insert(self, kept: RoomMessage) -> None:
        row = bisect_left(self._places, kept.event_id)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, kept)
        self._places.insert(row, kept.event_id)
        self._ids[kept.message.id] = kept.event_id
        self.endInsertRows()

    def _trim(self) -> None:
        if len(self._rows) > self._most:
            self._remove(0, len(self._rows) - self._most - 1)

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        for kept in self._rows[first : last + 1]:
            del self._ids[kept.message.id]
        del self._rows[first : last + 1]
        del self._places[first : last + 1]
        self.endRemoveRows()


def _place(kept: RoomMessage) -> int:
    return kept.event_id

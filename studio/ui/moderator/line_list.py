"""A list of sentences with their times, which stands still while the pointer is over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from studio.ui.theme import RADIUS_PX, Theme

LINE = Qt.ItemDataRole.UserRole + 1
_SIDE_PX, _ABOVE_PX = 8, 4
_TIME_PX = 44
_NEAR_END_PX = 24
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """``id`` is unique in its list; ``message_id``: what it is about."""

    id: str
    when: str
    words: str
    message_id: str = ""


class LineModel(QAbstractListModel):
    """Lines in the order in which they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, or its words."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.when}  {line.words}"
        return None

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def set(self, lines: Sequence[Line]) -> None:
        """These and no others; rows that stay at the begin or end are left as they are."""
        if list(lines) == self._lines:
            return
        same = 0
        while same < min(len(lines), len(self._lines)) and lines[same] == self._lines[same]:
            same += 1
        if same == len(self._lines):
            self._insert(same, lines[same:])
            return
        fresh = len(lines) - len(self._lines)
        if fresh > 0 and list(lines[fresh:]) == self._lines:
            self._insert(0, lines[:fresh])
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def _insert(self, at: int, lines: Sequence[Line]) -> None:
        if lines:
            self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
            self._lines[at:at] = lines
            self.endInsertRows()


class LineList(QListView):
    """``visit(message id)`` when a line is opened. ``near_end``: older ones are wanted.

    ``is_from_end``: the newest stands below; else on top.
    """

    reading_changed = Signal(bool)
    near_end = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        visit: Callable[[str], object] | None = None,
        *,
        is_from_end: bool = False,
    ) -> None:
        super().__init__()
        self.lines = LineModel()
        self._is_from_end = is_from_end
        self._is_over = self._was_reading = False
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self, theme))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setObjectName("messages")
        self.setMouseTracking(True)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        if visit is not None:
            self.activated.connect(lambda index: visit(self.lines.line(index.row()).message_id))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the newest stays in sight where it was."""
        was_at_end = not self._was_reading
        self.lines.set(lines)
        if self._is_from_end and was_at_end:
            self.scrollToBottom()

    def sizeHint(self) -> QSize:
        """Small: the layout gives what there is."""
        return QSize(200, 60)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came: stand still."""
        super().enterEvent(event)
        self._is_over = True
        self._look()

    def leaveEvent(self, event: QEvent) -> None:
        """It left."""
        super().leaveEvent(event)
        self._is_over = False
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was at the end stays there."""
        was_at_end = not self._was_reading
        super().resizeEvent(event)
        if self._is_from_end and was_at_end:
            self.scrollToBottom()

    def _look(self) -> None:
        bar = self.verticalScrollBar()
        is_at_end = bar.maximum() - bar.value() <= _NEAR_END_PX
        is_home = is_at_end if self._is_from_end else bar.value() <= _NEAR_END_PX
        is_reading = self._is_over or not is_home
        if is_reading != self._was_reading:
            self._was_reading = is_reading
            self.reading_changed.emit(is_reading)
        if is_at_end and bar.maximum() > 0:
            self.near_end.emit()


class _Delegate(QStyledItemDelegate):
    """The time in a quiet column, the words beside it, as many lines as they need."""

    def __init__(self, view: LineList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view, as high as the words."""
        width = self._view.viewport().width()
        line = index.data(LINE)
        if not isinstance(line, Line):
            return QSize(width, 0)
        room = QRect(0, 0, max(40, width - self._words_at(line) - _SIDE_PX), 10_000)
        high = QFontMetrics(self._view.font()).boundingRect(room, _WRAP, line.words).height()
        return QSize(width, high + 2 * _ABOVE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Time and words."""
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setFont(self._view.font())
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._theme.colour("raised"))
            is_focused = self._view.hasFocus()
            painter.setPen(self._theme.colour("accent" if is_focused else "raised"))
            painter.drawRoundedRect(area.adjusted(1, 1, -2, -2), RADIUS_PX, RADIUS_PX)
        inside = area.adjusted(_SIDE_PX, _ABOVE_PX, -_SIDE_PX, -_ABOVE_PX)
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, line.when)
        painter.setPen(self._theme.colour("text"))
        words = area.adjusted(self._words_at(line), _ABOVE_PX, -_SIDE_PX, -_ABOVE_PX)
        painter.drawText(words, _WRAP, line.words)
        painter.restore()

    def _words_at(self, line: Line) -> int:
        wide = QFontMetrics(self._view.font()).horizontalAdvance(line.when)
        return _SIDE_PX + max(_TIME_PX, wide + _SIDE_PX)

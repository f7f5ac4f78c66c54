"""A list of messages that stands still under the pointer, with keys and a menu for every act."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from studio.core.chat import MessageState
from studio.core.room import RoomMessage
from studio.ui.chat.delegate import MessageDelegate, RowStyle
from studio.ui.chat.model import MESSAGE, ChatModel
from studio.ui.chat.wording import is_host, line_of
from studio.ui.theme import Theme
from studio.ui.words import tr

_NEAR_END_PX = 4
DoAct = Callable[[str, RoomMessage], object]
ShowMenu = Callable[[QMenu, RoomMessage], object]
Index = QModelIndex | QPersistentModelIndex
# Word of the menu, key, and the states in which it makes sense.
_ACTS: tuple[tuple[str, Qt.Key, frozenset[MessageState]], ...] = (
    ("release", Qt.Key.Key_A, frozenset({MessageState.HELD})),
    ("learn", Qt.Key.Key_W, frozenset({MessageState.HELD})),
    ("restore", Qt.Key.Key_R, frozenset({MessageState.DELETED})),
    ("delete", Qt.Key.Key_D, frozenset({MessageState.VISIBLE, MessageState.HELD})),
    ("time_out", Qt.Key.Key_T, frozenset(MessageState)),
    ("ban", Qt.Key.Key_B, frozenset(MessageState)),
    ("readmit", Qt.Key.Key_L, frozenset(MessageState)),
)


class MessageView(QListView):
    """``act(name, message)`` does one of release, learn, restore, delete, time_out, ban, readmit.

    ``show_menu`` fills the menu of a message, where a window has more to offer.
    ``reading_changed``: whether somebody reads, with the pointer over it or scrolled up; a list
    that is worked through from its begin (``is_from_end`` False) only with the pointer.
    ``chosen_changed``: keys are about another message, or about none: never about the one that
    stands where the chosen one was taken away.
    """

    reading_changed = Signal(bool)
    chosen_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        act: DoAct,
        style: RowStyle | None = None,
        *,
        is_from_end: bool = True,
        show_menu: ShowMenu | None = None,
    ) -> None:
        super().__init__()
        self._act = act
        self._fill_menu = show_menu
        self._is_from_end = is_from_end
        self._is_over = self._was_reading = False
        self._stood_at = -1
        self._chosen_id = ""
        self.setAccessibleName(name)
        self.rows = MessageDelegate(self, theme, style or RowStyle())
        self.setItemDelegate(self.rows)
        if style is not None and style.marks is not None:
            style.marks.changed.connect(self.rows.measure_anew)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setObjectName("messages")
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.verticalScrollBar().rangeChanged.connect(self._keep_end)

    @property
    def is_at_end(self) -> bool:
        """Whether the newest is in sight."""
        bar = self.verticalScrollBar()
        return bar.maximum() - bar.value() <= _NEAR_END_PX

    def sizeHint(self) -> QSize:
        """Small: the layout gives what there is."""
        return QSize(200, 80)

    def chosen(self) -> RoomMessage | None:
        """The message that keys are about."""
        model = self.model()
        row = model.row_of(self._chosen_id) if isinstance(model, ChatModel) else -1
        return model.message(row) if row >= 0 and isinstance(model, ChatModel) else None

    def choose(self, message_id: str) -> bool:
        """Choose that message and bring it into sight; False: it does not stand here."""
        model = self.model()
        row = model.row_of(message_id) if isinstance(model, ChatModel) else -1
        if row < 0:
            return False
        self._go_to(row)
        return True

    def step(self, by: int) -> None:
        """Choose the next message or the one before; from none, where one was taken away."""
        count = self.model().rowCount()
        if not count:
            return
        kept, model = self.chosen(), self.model()
        if kept is not None and isinstance(model, ChatModel):
            row = model.row_of(kept.message.id)
            wanted = row + by
        elif self._stood_at >= 0:
            wanted = self._stood_at if by > 0 else self._stood_at - 1
        else:
            wanted = count - 1 if self._is_from_end else 0
        self._go_to(min(max(0, wanted), count - 1))

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Keys are about another message."""
        super().selectionChanged(now, before)
        found = self.selectionModel().selectedIndexes()
        kept = found[0].data(MESSAGE) if found else None
        self._chosen_id = kept.message.id if isinstance(kept, RoomMessage) else ""
        self.chosen_changed.emit()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Another list; the chosen message stays so if it is there too."""
        before: QAbstractItemModel | None = self.model()
        if before is not None:
            before.modelReset.disconnect(self._choose_again)
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._choose_again)
            self._choose_again()

    def _choose_again(self) -> None:
        model = self.model()
        row = model.row_of(self._chosen_id) if isinstance(model, ChatModel) else -1
        if row >= 0:
            self.setCurrentIndex(model.index(row, 0))
        self.chosen_changed.emit()

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        """Whoever has it chosen must not find another one chosen."""
        if first <= self.currentIndex().row() <= last:
            self._stood_at = first
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        super().rowsAboutToBeRemoved(parent, first, last)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys are about this list now."""
        super().focusInEvent(event)
        self.chosen_changed.emit()

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
        was_at_end = self._is_from_end and self.is_at_end
        super().resizeEvent(event)
        if was_at_end:
            self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key an act; everything else as in every list."""
        kept = self.chosen()
        if kept is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(line_of(kept))
            return
        if event.key() == Qt.Key.Key_End:
            self._stood_at = -1
            self.clearSelection()
            self.scrollToBottom()
            return
        has_modifier = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key.Key_D if event.key() == Qt.Key.Key_Delete else event.key()
        if kept is not None and not has_modifier:
            for name in acts_of(kept):
                if _key_of(name) == key:
                    self._act(name, kept)
                    return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Every act with its key, for the message under the pointer or the chosen one."""
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        kept = self.chosen()
        if kept is None:
            return
        where = event.pos() if is_mouse else self.visualRect(index).center()
        menu = self.menu(kept)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(QPoint(where)))

    def menu(self, kept: RoomMessage) -> QMenu:
        """What can be done with a message."""
        menu = QMenu(self)
        if self._fill_menu is not None:
            self._fill_menu(menu, kept)
            return menu
        for name in acts_of(kept):
            key = QKeySequence(_key_of(name)).toString()
            menu.addAction(f"{tr(f'chat_{name}')}\t{key}", partial(self._act, name, kept))
        return menu

    def _go_to(self, row: int) -> None:
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _keep_end(self) -> None:
        """A list that grows was not scrolled up: where the end is in sight, it stays so."""
        if self._is_from_end and not self._was_reading and not self.is_at_end:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())
        self._look()

    def _look(self) -> None:
        is_reading = self._is_over or (self._is_from_end and not self.is_at_end)
        if is_reading != self._was_reading:
            self._was_reading = is_reading
            self.reading_changed.emit(is_reading)


def acts_of(kept: RoomMessage) -> list[str]:
    """What makes sense now; nobody times the studio itself out."""
    mine = is_host(kept)
    return [
        name
        for name, _, states in _ACTS
        if kept.state in states and not (mine and name in ("time_out", "ban", "readmit"))
    ]


def _key_of(name: str) -> Qt.Key:
    return next(key for known, key, _ in _ACTS if known == name)

"""The palette: type a few letters in either language, press Enter, and the command is done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui import words
from studio.ui.command import Command
from studio.ui.fuzzy import fit
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_RECENT_BONUS = 40
_KEYS = Qt.ItemDataRole.UserRole
_INDEX = Qt.ItemDataRole.UserRole + 1
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_EDGE_PX = 8


class CommandPalette(QDialog):
    """``commands()`` is asked once in each language; ``recent``: ids, the last used first.

    ``on_used(id)`` hears which was done.
    """

    def __init__(
        self,
        parent: QWidget,
        commands: Callable[[], list[Command]],
        recent: Sequence[str] = (),
        on_used: Callable[[str], object] = lambda _command_id: None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAccessibleName(tr("find_command"))
        self._commands = [command for command in commands() if command.is_possible()]
        self._texts = _texts_in_every_language(commands)
        self._recent = {command_id: place for place, command_id in enumerate(recent)}
        self._on_used = on_used
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("find_command"))
        self.line.setAccessibleName(tr("find_command"))
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(self._do)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("commands_found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_WithKeys(self.list))
        self.list.itemClicked.connect(lambda _item: self._do())
        self.nothing = plain_label(tr("no_command_found"), "empty")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        self.resize(560, 420)
        self._find("")

    def open_over(self, window: QWidget) -> None:
        """In the middle of its upper half, until it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        left_px = (window.width() - self.width()) // 2
        self.move(window.mapToGlobal(QPoint(left_px, window.height() // 8)))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the line keeps the keys."""
        if watched is self.line and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.type() is QEvent.Type.KeyPress:
                row = min(max(0, self.list.currentRow() + step), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> None:
        self.list.clear()
        for index in self._found(typed):
            command = self._commands[index]
            item = QListWidgetItem(command.words)
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            item.setData(_KEYS, keys)
            item.setData(_INDEX, index)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{command.words}, {keys}" if keys else command.words,
            )
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)

    def _found(self, typed: str) -> list[int]:
        """Places of the commands that fit, the best first; all, the last used first, of none."""
        last = len(self._recent)
        if not typed.strip():
            places = range(len(self._commands))
            return sorted(places, key=lambda at: self._recent.get(self._commands[at].id, last))
        scored = []
        for place, command in enumerate(self._commands):
            score = max(fit(typed, text) for text in self._texts[command.id])
            if score:
                bonus = _RECENT_BONUS if command.id in self._recent else 0
                scored.append((-score - bonus, place))
        return [place for _score, place in sorted(scored)]

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        command = self._commands[int(item.data(_INDEX))]
        self.accept()
        self._on_used(command.id)
        command.act()


class _WithKeys(QStyledItemDelegate):
    """The words at the left, the keys in quiet letters at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row as everywhere, and its keys over it."""
        super().paint(painter, option, index)
        keys = str(index.data(_KEYS) or "")
        if not keys:
            return
        area: QRect = option.rect.adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        painter.save()
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        painter.restore()


def _texts_in_every_language(commands: Callable[[], list[Command]]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for language in words.LANGUAGES:
        with words.speaking(language):
            for command in commands():
                group = tr(f"group_{command.group}")
                texts.setdefault(command.id, []).append(f"{command.words} {group}")
    return texts

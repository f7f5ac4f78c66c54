"""The palette: type a few letters, press Enter, and the command is done."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.ui.command import Command
from studio.ui.words import tr


class CommandPalette(QDialog):
    """Finds commands whose words hold every typed word."""

    def __init__(self, parent: QWidget, commands: list[Command]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self._commands = [command for command in commands if command.is_possible()]
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("find_command"))
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(self._do)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.itemClicked.connect(lambda _item: self._do())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.resize(480, 360)
        self._find("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the line keeps the keys."""
        if watched is self.line and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and event.type() is QEvent.Type.KeyPress:
                row = min(max(0, self.list.currentRow() + step), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        parts = text.lower().split()
        self.list.clear()
        for command in self._commands:
            if all(part in command.words.lower() for part in parts):
                words = (
                    f"{command.words}    {command.shortcut}" if command.shortcut else command.words
                )
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, self._commands.index(command))
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        self.accept()
        self._commands[int(item.data(Qt.ItemDataRole.UserRole))].act()

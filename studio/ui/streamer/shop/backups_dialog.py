"""Backups in a list, with their dates and what is in them; one can be gone back to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.library import Backup
from studio.ui.streamer.log_words import date_and_time
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_SIZE_PX = (560, 440)


def backup_words(backup: Backup) -> str:
    """One line: when, why, and what was in it."""
    reason = "restore_reason" if backup.reason == "restore" else backup.reason
    why = tr(f"backup_{reason}").removeprefix("backup_")
    what = tr("backup_holds", scenes=backup.scenes, sources=backup.sources)
    return f"{date_and_time(backup.wall_ms)}   {why}   {backup.name} · {what}"


class BackupsDialog(QDialog):
    """``restored`` with the id of the one to go back to; ``made`` when a new one is asked for."""

    restored = Signal(str)
    made = Signal()

    def __init__(self, parent: QWidget, backups: tuple[Backup, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("shop_backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("shop_backups"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._none = plain_label(tr("backup_none"), "empty")
        note = plain_label(tr("backup_note"), "quiet")
        note.setWordWrap(True)
        self.make = QPushButton(tr("backup_make"))
        self.restore = QPushButton(tr("backup_restore"))
        self.list.currentRowChanged.connect(lambda row: self.restore.setEnabled(row >= 0))
        self.restore.setObjectName("primary")
        close = QPushButton(tr("cancel"))
        self.make.clicked.connect(self.made.emit)
        self.restore.clicked.connect(self._restore)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(note)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.show_backups(backups)

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """Show these."""
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(backup_words(backup))
            item.setData(Qt.ItemDataRole.UserRole, backup.id)
            self.list.addItem(item)
        self._none.setVisible(not backups)
        self.list.setVisible(bool(backups))
        self.restore.setEnabled(False)

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.restored.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

"""A list whose rows can be dragged to another place, and that takes what falls from outside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget


class DropList(QListWidget):
    """``dropped`` with the QMimeData of what came from elsewhere; ``gone_sideways(is_left)``.

    ``entered_row`` with the current item at Enter.
    """

    dropped = Signal(object)
    entered_row = Signal(object)
    gone_sideways = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right and Enter are told; the rest moves as in any list."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.gone_sideways.emit(event.key() == Qt.Key.Key_Left)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.entered_row.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Own rows as ever; from elsewhere files, pictures and words."""
        if self._is_from_outside(event):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As at entering."""
        if self._is_from_outside(event):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Own rows move; the rest is told."""
        if self._is_from_outside(event):
            self.dropped.emit(event.mimeData())
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def _is_from_outside(self, event: QDropEvent) -> bool:
        data = event.mimeData()
        is_welcome = data.hasUrls() or data.hasImage() or data.hasText()
        return event.source() is not self and is_welcome

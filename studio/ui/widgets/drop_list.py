"""A list whose rows can be dragged to another place, and that takes what falls from outside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QListWidget


class DropList(QListWidget):
    """``dropped`` with the QMimeData of what came from elsewhere."""

    dropped = Signal(object)

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

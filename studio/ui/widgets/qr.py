"""An address as a picture that a phone reads."""

import segno
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET_MODULES = 2


class QrView(QWidget):
    """Black on white in every theme, because a phone must read it."""

    def __init__(self, side_px: int = 140) -> None:
        super().__init__()
        self.setFixedSize(side_px, side_px)
        self._rows: list[bytes] = []

    def set_text(self, text: str) -> None:
        """Show this text; nothing when it is empty."""
        self._rows = [bytes(row) for row in segno.make(text, micro=False).matrix] if text else []
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One rectangle a module."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        side = self.width() / (len(self._rows) + 2 * _QUIET_MODULES)
        for y, row in enumerate(self._rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    left, top = (x + _QUIET_MODULES) * side, (y + _QUIET_MODULES) * side
                    painter.fillRect(QRectF(left, top, side + 0.5, side + 0.5), QColor("#000000"))
        painter.end()

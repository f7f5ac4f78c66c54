"""A window whose content moves 30 times a second: something worth capturing."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class MovingWindow(QWidget):
    """A dark panel with a block that walks to and fro."""

    def __init__(self, width_px: int, height_px: int) -> None:
        super().__init__()
        self.setWindowTitle("moving")
        self.resize(width_px, height_px)
        self._step = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._move_on)
        self._timer.start(33)

    def _move_on(self) -> None:
        self._step += 1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the panel and the block."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#203040"))
        x_px = (self._step * 6) % max(1, self.width() - 120)
        painter.fillRect(x_px, 40, 120, self.height() - 80, QColor("#e0b050"))
        painter.end()


def main() -> None:
    """``python -m tests.support.moving_window WIDTH HEIGHT``."""
    application = QApplication(sys.argv)
    window = MovingWindow(int(sys.argv[1]), int(sys.argv[2]))
    window.move(200, 200)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()

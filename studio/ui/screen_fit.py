"""A window with its frame stays on its screen, however small that is."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

_FRAME_KNOWN_MS = 150  # a window manager puts its frame around a little after the window is shown


class ScreenFit(QObject):
    """Once, after the window came up: what reaches beyond the screen is drawn in."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the frame."""
        if watched is self._window and event.type() is QEvent.Type.Show:
            self._window.removeEventFilter(self)
            QTimer.singleShot(_FRAME_KNOWN_MS, self, self.fit)
        return False

    def fit(self) -> None:
        """Draw it in now; a maximised window is left alone."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or not window.isVisible():
            return
        room, frame = window.screen().availableGeometry(), window.frameGeometry()
        too_wide = max(0, frame.width() - room.width())
        too_high = max(0, frame.height() - room.height())
        if too_wide or too_high:
            window.resize(window.width() - too_wide, window.height() - too_high)
        last_left = room.right() + 1 - (frame.width() - too_wide)
        last_top = room.bottom() + 1 - (frame.height() - too_high)
        left = min(max(frame.left(), room.left()), last_left)
        top = min(max(frame.top(), room.top()), last_top)
        if (left, top) != (frame.left(), frame.top()):
            window.move(left, top)

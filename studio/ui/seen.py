"""Whether a person can see a part of a window: nothing is worth its cost while nobody does."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

_TELLING = (QEvent.Type.WindowStateChange, QEvent.Type.Show, QEvent.Type.Hide)


def is_seen(widget: QWidget) -> bool:
    """Shown, and in a window that is neither minimised nor wholly put away by the system."""
    window = widget.window()
    handle = window.windowHandle()
    is_covered = bool(handle) and not handle.isExposed()
    is_away = window.isMinimized() or is_covered
    return not is_away and widget.isVisible()


class SeenWatch(QObject):
    """``changed(is_seen)`` when a window is minimised or hidden, or comes back."""

    changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was_seen = window.isVisible() and not window.isMinimized()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only listens."""
        if watched is self._window and event.type() in _TELLING:
            is_now = self._window.isVisible() and not self._window.isMinimized()
            if is_now != self._was_seen:
                self._was_seen = is_now
                self.changed.emit(is_now)
        return False

"""Takes a colour from a picture that is shown: the next click on it says which."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

_AROUND_PX = 2


class Eyedropper(QObject):
    """Sits on a widget; while it picks, the widget itself hears no mouse."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._done: Callable[[str], None] | None = None

    @property
    def is_picking(self) -> bool:
        """Whether it waits for a click."""
        return self._done is not None

    def pick(self, done: Callable[[str], None]) -> None:
        """``done("#rrggbb")`` after a click, ``done("")`` after Escape or another button."""
        self.cancel()
        self._done = done
        self._view.installEventFilter(self)
        self._view.setCursor(Qt.CursorShape.CrossCursor)
        self._view.window().activateWindow()
        self._view.setFocus()

    def cancel(self) -> None:
        """Wait no longer."""
        self._finish("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The click is ours, and so is Escape."""
        if watched is not self._view or self._done is None:
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            is_left = event.button() is Qt.MouseButton.LeftButton
            self._finish(self._colour_at(event.position().toPoint()) if is_left else "")
        return True

    def _colour_at(self, point: QPoint) -> str:
        """The average of a few pixels, so that noise does not decide."""
        side = 2 * _AROUND_PX + 1
        around = QRect(point.x() - _AROUND_PX, point.y() - _AROUND_PX, side, side)
        image = self._view.grab(around.intersected(self._view.rect())).toImage()
        colours = [
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        ]
        if not colours:
            return ""
        parts = (
            round(sum(getattr(one, name)() for one in colours) / len(colours))
            for name in ("red", "green", "blue")
        )
        return QColor(*parts).name()

    def _finish(self, colour: str) -> None:
        done, self._done = self._done, None
        if done is not None:
            self._view.removeEventFilter(self)
            self._view.unsetCursor()
            done(colour)

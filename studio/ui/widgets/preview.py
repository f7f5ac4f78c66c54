"""The programme as it is now, and the hands on it: pick a layer, move it, resize it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.errors import StudioError
from studio.core.preview_ring import PreviewReader
from studio.core.scene import Box, Canvas, Layer
from studio.core.status import PreviewInfo
from studio.ui.theme import Theme
from studio.ui.widgets import handles
from studio.ui.words import tr

_POLL_MS = 16
_SNAP_PX = 8
_HANDLE_PX = 8
_STEP = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PreviewView(QWidget):
    """``picked`` with a layer's id (or empty); ``placed`` with id, box and a merge key."""

    picked = Signal(str)
    placed = Signal(str, object, str)

    def __init__(self, theme: Theme, sentence: Callable[[], str]) -> None:
        super().__init__()
        self._theme = theme
        self._sentence = sentence
        self._reader: PreviewReader | None = None
        self._serial = 0
        self._picture: bytes | None = None
        self._image = QImage()
        self._canvas = Canvas()
        self._layers: tuple[Layer, ...] = ()
        self._selected = ""
        self._drag: tuple[str, QPointF, Box] | None = None
        self._drag_box: Box | None = None
        self._lines: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self._drags = 0
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("preview_name"))
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    def open(self, info: PreviewInfo) -> None:
        """Show this ring from now on."""
        self.close_ring()
        if not info.path:
            return
        try:
            self._reader = PreviewReader(Path(info.path))
        except StudioError:
            self._reader = None
        self.update()

    def close_ring(self) -> None:
        """Show nothing."""
        if self._reader is not None:
            self._reader.close()
        self._reader, self._serial, self._image = None, 0, QImage()
        self.update()

    def set_layers(self, layers: tuple[Layer, ...], canvas: Canvas, selected: str) -> None:
        """What lies on the canvas, bottom first, and which is selected."""
        self._layers, self._canvas, self._selected = layers, canvas, selected
        if self._drag is None:
            self._drag_box = None
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture was seen."""
        return not self._image.isNull()

    def _poll(self) -> None:
        reader = self._reader
        if reader is None or reader.serial == self._serial or not self.isVisible():
            return
        newest = reader.latest()
        if newest is None:
            return
        self._serial, self._picture = newest
        self._image = QImage(
            self._picture, reader.width_px, reader.height_px, QImage.Format.Format_RGB32
        )
        self.update()

    def _place(self) -> QRectF:
        """Where the picture lies in the widget."""
        ratio = self._canvas.width_px / self._canvas.height_px
        width, height = float(self.width()), float(self.height())
        shown = min(width, height * ratio)
        tall = shown / ratio
        return QRectF((width - shown) / 2, (height - tall) / 2, shown, tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, selection, snap lines."""
        painter = QPainter(self)
        place = self._place()
        painter.fillRect(place, QColor("#000000"))
        if self._image.isNull():
            painter.setPen(QColor("#9aa5b1"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._sentence())
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        self._paint_selection(painter, place)
        painter.end()

    def _paint_selection(self, painter: QPainter, place: QRectF) -> None:
        layer = self._selected_layer()
        if layer is None:
            return
        accent = QColor("#5b8ff9")
        for fraction in self._lines[0]:
            x = place.left() + fraction * place.width()
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        for fraction in self._lines[1]:
            y = place.top() + fraction * place.height()
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))
        box = self._drag_box or layer.box
        outline = QRectF(
            place.left() + box.x * place.width(),
            place.top() + box.y * place.height(),
            box.width * place.width(),
            box.height * place.height(),
        )
        painter.setPen(QPen(accent, 2))
        painter.drawRect(outline)
        if layer.is_locked:
            return
        painter.setBrush(QColor("#ffffff"))
        for handle in handles.HANDLES:
            x, y = handles.handle_place(box, handle)
            middle = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
            half = _HANDLE_PX / 2
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, _HANDLE_PX, _HANDLE_PX))

    def _selected_layer(self) -> Layer | None:
        return next((layer for layer in self._layers if layer.id == self._selected), None)

    def _fraction(self, point: QPointF) -> tuple[float, float]:
        place = self._place()
        return (
            (point.x() - place.left()) / max(1.0, place.width()),
            (point.y() - place.top()) / max(1.0, place.height()),
        )

    def _near(self, pixels: float) -> tuple[float, float]:
        place = self._place()
        return pixels / max(1.0, place.width()), pixels / max(1.0, place.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle of the selected layer, or pick the topmost layer under the pointer."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x, y = self._fraction(event.position())
        layer = self._selected_layer()
        self._drags += 1
        if layer is not None and not layer.is_locked:
            handle = handles.handle_at(layer.box, x, y, *self._near(_HANDLE_PX))
            if handle:
                self._drag = (handle, event.position(), layer.box)
                return
        for candidate in reversed(self._layers):
            if candidate.is_visible and handles.contains(candidate.box, x, y):
                self._selected = candidate.id
                self.picked.emit(candidate.id)
                if not candidate.is_locked:
                    self._drag = ("move", event.position(), candidate.box)
                self.update()
                return
        self._selected = ""
        self.picked.emit("")
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag; Shift frees the shape, Alt the snapping."""
        if self._drag is None:
            self._show_cursor(event.position())
            return
        kind, start, box = self._drag
        before, now = self._fraction(start), self._fraction(event.position())
        dx, dy = now[0] - before[0], now[1] - before[1]
        is_free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        snap_x, snap_y = (0.0, 0.0) if is_free else self._near(_SNAP_PX)
        if kind == "move":
            step = handles.moved(box, dx, dy, snap_x, snap_y)
        else:
            keeps_shape = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = handles.resized(
                box, kind, dx, dy, keeps_shape=keeps_shape, snap_x=snap_x, snap_y=snap_y
            )
        self._drag_box, self._lines = step.box, (step.lines_x, step.lines_y)
        self.placed.emit(self._selected, step.box, f"drag-{self._selected}-{self._drags}")
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The drag is over."""
        self._drag, self._lines = None, ((), ())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a pixel of the canvas, with Shift by ten; Escape lets go."""
        layer = self._selected_layer()
        if event.key() == Qt.Key.Key_Escape:
            self.picked.emit("")
            return
        step = _STEP.get(Qt.Key(event.key()))
        if layer is None or step is None or layer.is_locked:
            super().keyPressEvent(event)
            return
        times = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        dx = step[0] * times * 2 / self._canvas.width_px
        dy = step[1] * times * 2 / self._canvas.height_px
        box = handles.moved(layer.box, dx, dy, 0.0, 0.0).box
        self.placed.emit(layer.id, box, f"nudge-{layer.id}")

    def _show_cursor(self, point: QPointF) -> None:
        layer = self._selected_layer()
        handle = ""
        if layer is not None and not layer.is_locked:
            handle = handles.handle_at(layer.box, *self._fraction(point), *self._near(_HANDLE_PX))
        shapes = {
            "n": Qt.CursorShape.SizeVerCursor,
            "s": Qt.CursorShape.SizeVerCursor,
            "e": Qt.CursorShape.SizeHorCursor,
            "w": Qt.CursorShape.SizeHorCursor,
            "nw": Qt.CursorShape.SizeFDiagCursor,
            "se": Qt.CursorShape.SizeFDiagCursor,
            "ne": Qt.CursorShape.SizeBDiagCursor,
            "sw": Qt.CursorShape.SizeBDiagCursor,
        }
        self.setCursor(shapes.get(handle, Qt.CursorShape.ArrowCursor))

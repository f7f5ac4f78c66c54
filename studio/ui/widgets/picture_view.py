"""A picture of the studio as it is now: the newest of a preview ring, fitted, near or far."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.errors import StudioError
from studio.core.preview_ring import PreviewReader
from studio.core.scene import Canvas
from studio.core.status import PreviewInfo
from studio.ui.seen import is_seen
from studio.ui.stage.viewport import Viewport
from studio.ui.theme import Theme
from studio.ui.words import tr

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_POLL_MS = 16
_ZOOM_STEP = 1.15
_FITS_PX = 2.0


class PictureView(QWidget):
    """Only looks; ``sentence()`` stands where the picture will be. ``looked``: at another part."""

    looked = Signal()

    def __init__(self, theme: Theme, sentence: Callable[[], str]) -> None:
        super().__init__()
        self.theme = theme
        self._sentence = sentence
        self._reader: PreviewReader | None = None
        self._serial = 0
        self._picture: bytes | None = None
        self._image = QImage()
        self.viewport = Viewport()
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Painted whole by itself: what lies beneath need not be painted thirty times a second.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("preview_name"))
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
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

    @property
    def has_picture(self) -> bool:
        """Whether a picture was seen."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """The newest picture."""
        return self._image

    def set_canvas(self, canvas: Canvas) -> None:
        """The size of what is shown."""
        if canvas != self.viewport.canvas:
            self.viewport = replace(self.viewport, canvas=canvas).fitted()
            self.update()

    def set_hurry(self, is_hurried: bool) -> None:
        """Look for a new picture more often, while a hand waits for it."""
        wanted = _POLL_MS // 4 if is_hurried else _POLL_MS
        if self._timer.interval() != wanted:  # set anew it would begin anew, at every move
            self._timer.setInterval(wanted)

    def set_viewport(self, viewport: Viewport) -> None:
        """Nearer, further, elsewhere."""
        self.viewport = viewport
        self.update()
        self.looked.emit()

    def zoom(self, steps: int) -> None:
        """Nearer (> 0) or further, about the middle; 0 shows the whole canvas."""
        viewport = self.viewport.fitted()
        if steps:
            middle = self.rect().center()
            viewport = self.viewport.zoomed(_ZOOM_STEP**steps, middle.x(), middle.y())
        self.set_viewport(viewport)

    def canvas_point(self, point: QPointF) -> tuple[float, float]:
        """The pixel of the canvas under a point of the widget; may lie outside."""
        return self.viewport.to_canvas(point.x(), point.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer and further; without, the canvas moves when it is not fitted."""
        way = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position()
            factor = _ZOOM_STEP ** (way.y() / 120)
            self.set_viewport(self.viewport.zoomed(factor, at.x(), at.y()))
        elif not self.viewport.is_fitted:
            self.set_viewport(self.viewport.moved(way.x() / 2, way.y() / 2))
        else:
            event.ignore()
            return
        event.accept()

    def place(self) -> QRectF:
        """Where the picture lies in the widget."""
        return QRectF(*self.viewport.place())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The canvas is fitted anew."""
        super().resizeEvent(event)
        self.viewport = replace(
            self.viewport, width=float(self.width()), height=float(self.height())
        )
        self.looked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and whatever `paint_over` adds."""
        painter = QPainter(self)
        place = self.place()
        if self._image.isNull():
            painter.fillRect(event.rect(), self.theme.colour("ground"))
            painter.fillRect(place, QColor("#000000"))
            painter.setPen(QColor("#9aa5b1"))
            painter.drawText(place, _CENTRED, self._sentence())
        else:
            drawn = self._paint_picture(painter, place)
            beside = QRegion(event.rect()).subtracted(QRegion(drawn))
            if not beside.isEmpty():
                painter.setClipRegion(beside)
                painter.fillRect(event.rect(), self.theme.colour("ground"))
                painter.setClipping(False)
        self.paint_over(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRectF) -> QRect:
        """As it is, where its size fits: scaling is what a picture costs most. Where it lies."""
        ratio = self.devicePixelRatioF()
        wide, high = self._image.width() / ratio, self._image.height() / ratio
        if abs(wide - place.width()) < _FITS_PX and abs(high - place.height()) < _FITS_PX:
            self._image.setDevicePixelRatio(ratio)
            left = round((place.left() + (place.width() - wide) / 2) * ratio) / ratio
            top = round((place.top() + (place.height() - high) / 2) * ratio) / ratio
            painter.drawImage(QPointF(left, top), self._image)
            return _within(QRectF(left, top, wide, high))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        return _within(place)

    def paint_over(self, painter: QPainter) -> None:
        """What lies over the picture; nothing here."""

    def _poll(self) -> None:
        reader = self._reader
        if reader is None or reader.serial == self._serial or not is_seen(self):
            return
        newest = reader.latest()
        if newest is None:
            return
        self._serial, self._picture = newest
        self._image = QImage(
            self._picture, reader.width_px, reader.height_px, QImage.Format.Format_RGB32
        )
        self.update(self.place().toAlignedRect())


def _within(place: QRectF) -> QRect:
    """The whole pixels of the widget that the picture covers entirely."""
    corner = QPoint(math.ceil(place.left()), math.ceil(place.top()))
    return QRect(corner, QPoint(math.floor(place.right()) - 1, math.floor(place.bottom()) - 1))

"""A picture ring to look at: the programme beside the prepared scene, or on another display."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.errors import StudioError
from studio.core.preview_ring import PreviewReader
from studio.core.status import PreviewInfo
from studio.ui.seen import is_seen

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_POLL_MS = 33
_WORDS = "#9aa5b1"


def fitted(width: float, height: float, ratio: float) -> QRectF:
    """The largest place of that shape (width to height) in the middle of a room."""
    shown = min(width, height * ratio)
    tall = shown / ratio
    return QRectF((width - shown) / 2, (height - tall) / 2, shown, tall)


class RingView(QWidget):
    """``sentence()`` stands where the picture will be. ``pressed`` by mouse."""

    pressed = Signal()

    def __init__(self, name: str, sentence: Callable[[], str]) -> None:
        super().__init__()
        self._sentence = sentence
        self._reader: PreviewReader | None = None
        self._serial = 0
        self._pixels = b""
        self._image = QImage()
        self.ratio = 16 / 9
        self.setAccessibleName(name)
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    def open(self, info: PreviewInfo) -> None:
        """Show this ring from now on; an empty path shows the sentence."""
        if self._reader is not None:
            self._reader.close()
        self._reader, self._serial, self._image = None, 0, QImage()
        if info.path:
            try:
                self._reader = PreviewReader(Path(info.path))
            except StudioError:
                self._reader = None
        if info.width_px and info.height_px:
            self.ratio = info.width_px / info.height_px
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture was seen."""
        return not self._image.isNull()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Told on."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, or why there is none."""
        painter = QPainter(self)
        place = fitted(self.width(), self.height(), self.ratio)
        painter.fillRect(place, QColor("#000000"))
        if self._image.isNull():
            painter.setPen(QColor(_WORDS))
            painter.drawText(place, _CENTRED, self._sentence())
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        painter.end()

    def _poll(self) -> None:
        reader = self._reader
        if reader is None or reader.serial == self._serial or not is_seen(self):
            return
        newest = reader.latest()
        if newest is None:
            return
        self._serial, self._pixels = newest
        kind = QImage.Format.Format_RGB32
        self._image = QImage(self._pixels, reader.width_px, reader.height_px, kind)
        self.update()

"""A level meter: a bar for what is heard, a line for the loudest just now."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import Theme

_FLOOR_DB = -60.0
_WARM_DB = -18.0
_HOT_DB = -6.0
_FALL_DB = 1.2
_HOLD_TICKS = 20


class LevelMeter(QWidget):
    """−60 to 0 dBFS from left to right; set 20 times a second."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown_db = self._held_db = _FLOOR_DB
        self._hold = 0
        self._is_dimmed = False
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(120, 8)

    def set_level(self, peak_db: float, *, is_dimmed: bool = False) -> None:
        """The newest peak; the bar falls slowly, so that an eye can follow."""
        before = (self._shown_db, self._held_db, self._is_dimmed)
        self._shown_db = max(peak_db, self._shown_db - _FALL_DB, _FLOOR_DB)
        self._hold -= 1
        if peak_db >= self._held_db or self._hold < 0:
            self._held_db, self._hold = max(peak_db, _FLOOR_DB), _HOLD_TICKS
        self._is_dimmed = is_dimmed
        if before != (self._shown_db, self._held_db, is_dimmed):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three colours: fine, warm, nearly too loud."""
        painter = QPainter(self)
        width, height = float(self.width()), float(self.height())
        painter.fillRect(self.rect(), self._theme.colour("raised"))
        shown = self._place(self._shown_db, width)
        bounds = (
            (_FLOOR_DB, _WARM_DB, "quiet" if self._is_dimmed else "good"),
            (_WARM_DB, _HOT_DB, "quiet" if self._is_dimmed else "warn"),
            (_HOT_DB, 0.0, "quiet" if self._is_dimmed else "live"),
        )
        for low_db, high_db, token in bounds:
            left, right = self._place(low_db, width), min(shown, self._place(high_db, width))
            if right > left:
                painter.fillRect(QRectF(left, 0, right - left, height), self._theme.colour(token))
        if self._held_db > _FLOOR_DB:
            place = min(width - 2, self._place(self._held_db, width))
            painter.fillRect(QRectF(place, 0, 2, height), self._theme.colour("text"))
        painter.end()

    def _place(self, level_db: float, width: float) -> float:
        return width * (max(_FLOOR_DB, min(0.0, level_db)) - _FLOOR_DB) / -_FLOOR_DB

"""A button that shows a colour and its number, and lets a person choose another."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QPushButton

_SIDE_PX = 16
_CORNER_PX = 4.0


class ColourButton(QPushButton):
    """``colour`` as #RRGGBB or #RRGGBBAA; ``chosen(colour)`` after a person took another."""

    def __init__(self, colour: str, title: str, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._title = title
        self._chosen = chosen
        self.colour = colour
        self.setObjectName("colour")
        self.setAccessibleName(title)
        self.setIconSize(QSize(_SIDE_PX, _SIDE_PX))
        self.show_colour(colour)
        self.clicked.connect(self._choose)

    def show_colour(self, colour: str) -> None:
        """Be of this colour from now on; nobody is told."""
        self.colour = colour
        self.setText(colour)
        self.setIcon(QIcon(_swatch(_qt_colour(colour))))

    def _choose(self) -> None:
        option = QColorDialog.ColorDialogOption.ShowAlphaChannel
        picked = QColorDialog.getColor(_qt_colour(self.colour), self, self._title, option)
        if not picked.isValid():
            return
        alpha = "" if picked.alpha() == 255 else f"{picked.alpha():02x}"
        self.show_colour(picked.name() + alpha)
        self._chosen(self.colour)


def _swatch(colour: QColor) -> QPixmap:
    """A rounded square; what shines through is a chequered ground."""
    pixmap = QPixmap(_SIDE_PX * 2, _SIDE_PX * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    square = pixmap.rect().toRectF()
    square.setSize(square.size() / 2)
    for brush in (QColor("#ffffff"), Qt.BrushStyle.Dense5Pattern, colour):
        painter.setBrush(brush)
        painter.drawRoundedRect(square, _CORNER_PX, _CORNER_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(128, 128, 128, 160), 1))
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER_PX, _CORNER_PX)
    painter.end()
    return pixmap


def _qt_colour(colour: str) -> QColor:
    """``#RRGGBBAA`` as Qt reads it, alpha first."""
    return QColor(f"#{colour[7:9]}{colour[1:7]}" if len(colour) == 9 else colour)

"""Shapes for the states of the show, so that no state is told by its colour alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from studio.ui.condition import Condition, Standing
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone

_ICON_SIDES_PX = (16, 24, 32, 64)
_INKS = {"live": "on-live", "away": "ground", "warn": "warn", "rehearsal": "accent", "": "quiet"}
_ICON_INKS = {**_INKS, "live": "live", "away": "warn"}


def draw_shape(painter: QPainter, condition: Condition, area: QRectF, colour: QColor) -> None:
    """The condition's shape inside ``area``, in one colour."""
    width = max(1.6, area.width() / 7)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    inside = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match condition:
        case Condition.LIVE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(area)
        case Condition.PAUSED:
            for left in (0.14, 0.6):
                bar = QRectF(area.x() + left * area.width(), area.y(), 0.26 * area.width(), 0)
                bar.setHeight(area.height())
                painter.fillRect(bar, colour)
        case Condition.ENDING:
            painter.drawRect(inside)
        case Condition.ENDED:
            painter.fillRect(area, colour)
        case Condition.OFF:
            painter.drawEllipse(inside)
        case _:
            _draw_arcs(painter, condition, inside)


def _draw_arcs(painter: QPainter, condition: Condition, inside: QRectF) -> None:
    """What is on its way: rings that are not closed."""
    if condition is Condition.REHEARSAL:
        for start in range(0, 360, 72):
            painter.drawArc(inside, start * 16, 44 * 16)
        return
    if condition is Condition.STARTING:
        painter.drawArc(inside, 90 * 16, -270 * 16)
        return
    painter.drawArc(inside, 60 * 16, 250 * 16)  # an arrow that comes round again
    end = QPointF(inside.center().x() + inside.width() * 0.3, inside.y() + inside.height() * 0.1)
    step = inside.width() * 0.34
    painter.drawLine(end, QPointF(end.x() - step, end.y()))
    painter.drawLine(end, QPointF(end.x(), end.y() + step))


def state_icon(standing: Standing, theme: Theme) -> QIcon:
    """The shape as an icon for window, task bar and tray."""
    icon = QIcon()
    for side_px in _ICON_SIDES_PX:
        picture = QPixmap(side_px, side_px)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = side_px / 8
        area = QRectF(edge, edge, side_px - 2 * edge, side_px - 2 * edge)
        colour = theme.colour(_ICON_INKS[standing.tone])
        draw_shape(painter, standing.condition, area, colour)
        painter.end()
        icon.addPixmap(picture)
    return icon


class _Shape(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.standing = Standing(Condition.CONNECTING)
        self.setFixedSize(QSize(11, 11))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shape of the state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(_INKS[self.standing.tone])
        draw_shape(painter, self.standing.condition, QRectF(self.rect()), colour)
        painter.end()


class StateBadge(QFrame):
    """Shape and word of the show's state on their own ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statebadge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._shape = _Shape(theme)
        self._word = plain_label("", "state")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(6)
        layout.addWidget(self._shape)
        layout.addWidget(self._word)

    def text(self) -> str:
        """The word."""
        return self._word.text()

    def show_standing(self, standing: Standing) -> None:
        """Show how it stands."""
        self._word.setText(standing.word)
        for widget in (self, self._word):
            set_tone(widget, standing.tone)
        self._shape.standing = standing
        self._shape.update()
        self.setAccessibleName(standing.word)
        self.setToolTip("\n".join(standing.reasons))

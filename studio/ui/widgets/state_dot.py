"""How a connection does, as a small shape: never by its colour alone."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.core.connectors import ConnectorState
from studio.ui.condition import Condition
from studio.ui.theme import Theme
from studio.ui.widgets.state_shape import draw_shape

DOT_PX = 10
_SHAPES = {
    ConnectorState.OFF: (Condition.OFF, "quiet"),
    ConnectorState.CONNECTING: (Condition.STARTING, "quiet"),
    ConnectorState.CONNECTED: (Condition.OFF, "good"),
    ConnectorState.RECEIVING: (Condition.LIVE, "good"),
    ConnectorState.SILENT: (Condition.PAUSED, "warn"),
    ConnectorState.RECONNECTING: (Condition.STARTING, "warn"),
    ConnectorState.REFUSED: (Condition.ENDED, "warn"),
}


def draw_dot(painter: QPainter, state: ConnectorState, area: QRectF, theme: Theme) -> None:
    """A full disc receives, a ring is connected, an open one tries, a square was refused."""
    shape, token = _SHAPES[state]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_shape(painter, shape, area, theme.colour(token))


class StateDot(QWidget):
    """One shape; what it means stands in words beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = ConnectorState.OFF
        self.setFixedSize(DOT_PX, DOT_PX)

    def show_state(self, state: ConnectorState) -> None:
        """Be this shape."""
        if state is not self._state:
            self._state = state
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shape."""
        painter = QPainter(self)
        draw_dot(painter, self._state, QRectF(self.rect()), self._theme)
        painter.end()

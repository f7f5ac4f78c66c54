from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from studio.core.connectors import ConnectorState
from studio.ui.theme import Theme
from studio.ui.widgets.state_dot import DOT_PX, StateDot, draw_dot


def drawn(state: ConnectorState, theme: Theme) -> bytes:
    """The shape without its colour: where anything is painted at all."""
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_dot(painter, state, QRectF(4, 4, 24, 24), theme)
    painter.end()
    return bytes(picture.convertToFormat(QImage.Format.Format_Alpha8).constBits())


def test_states_that_need_somebody_have_shapes_of_their_own(qtbot: QtBot, theme: Theme) -> None:
    shapes = {
        drawn(state, theme)
        for state in (
            ConnectorState.CONNECTED,
            ConnectorState.RECEIVING,
            ConnectorState.SILENT,
            ConnectorState.RECONNECTING,
            ConnectorState.REFUSED,
        )
    }
    assert len(shapes) == 5


def test_a_dot_takes_little_room_and_shows_what_it_is_told(qtbot: QtBot, theme: Theme) -> None:
    dot = StateDot(theme)
    qtbot.addWidget(dot)
    dot.show()
    before = dot.grab().toImage()
    dot.show_state(ConnectorState.REFUSED)
    assert dot.grab().toImage() != before
    assert (dot.width(), dot.height()) == (DOT_PX, DOT_PX)

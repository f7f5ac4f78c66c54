from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.monitors import Monitors
from studio.ui.theme import Theme


def test_the_multiview_comes_and_goes_with_its_command(
    qtbot: QtBot, parent: QWidget, session: Session, theme: Theme, pictures: Pictures
) -> None:
    monitors = Monitors(parent, session, theme, pictures)
    commands = {one.id: one for one in monitors.commands()}
    assert len(commands) == 1 + len(QGuiApplication.screens())
    commands["view.multiview"].act()
    assert monitors.multiview.isVisible()
    commands["view.multiview"].act()
    assert not monitors.multiview.isVisible()
    projector = monitors.project(parent.screen())
    assert projector.isFullScreen()
    assert monitors.projected_px() == projector.long_side_px > 0
    told: list[int] = []
    monitors.on_projected = lambda: told.append(monitors.projected_px())
    projector.close()
    assert told == [0]

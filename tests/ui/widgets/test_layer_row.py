import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.core.scene import Layer
from studio.core.status import SourceState, SourceStatus
from studio.ui.theme import Theme
from studio.ui.widgets.layer_row import LayerRow


class Desk:
    """A row and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme, layer: Layer, *, is_seen: bool = True) -> None:
        self.asked: list[tuple[str, bool | None, bool | None]] = []
        self.row = LayerRow(
            layer,
            "camera",
            theme,
            lambda layer_id, is_visible, is_locked: self.asked.append(
                (layer_id, is_visible, is_locked)
            ),
            is_seen=is_seen,
        )
        qtbot.addWidget(self.row)
        self.row.resize(260, 34)
        self.row.show()

    def texts(self) -> list[str]:
        return [label.text() for label in self.row.findChildren(QLabel) if label.text()]


def test_the_eye_and_the_lock_ask_for_the_opposite(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Layer("cam", "Camera", "cam", is_locked=True))
    QTest.mouseClick(desk.row.eye, Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk.row.lock, Qt.MouseButton.LeftButton)
    assert desk.asked == [("cam", False, None), ("cam", None, False)]
    assert desk.row.eye.accessibleName() == "Hide"
    assert desk.row.lock.accessibleName() == "Unlock"


def test_a_hidden_layer_is_quiet(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Layer("cam", "Camera", "cam", is_visible=False))
    assert desk.row.eye.accessibleName() == "Show"
    assert desk.row.findChild(QLabel, "quiet") is not None


def test_a_layer_of_a_hidden_group_is_quiet_too(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Layer("cam", "Cam", "cam"), is_seen=False)
    assert desk.row.eye.accessibleName() == "Hide"
    assert desk.row.findChild(QLabel, "quiet") is not None


@pytest.mark.parametrize("state", [SourceState.RETRYING, SourceState.UNAVAILABLE])
def test_a_source_that_is_not_well_says_why(qtbot: QtBot, theme: Theme, state: SourceState) -> None:
    desk = Desk(qtbot, theme, Layer("cam", "Camera", "cam"))
    desk.row.set_status(SourceStatus("cam", state, "the camera was unplugged"))
    assert desk.texts() == ["Camera", "!"]
    assert desk.row.toolTip() == "The camera was unplugged"
    desk.row.set_status(SourceStatus("cam", SourceState.RUNNING))
    assert desk.texts() == ["Camera"]
    assert desk.row.toolTip() == ""

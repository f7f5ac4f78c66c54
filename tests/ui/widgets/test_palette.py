import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.widgets.palette import CommandPalette


class Desk:
    """A palette with three commands, one of which cannot be done now."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        parent = QWidget()
        qtbot.addWidget(parent)
        parent.show()
        self.parent = parent
        commands = [
            Command("live", "Go live", lambda: self.done.append("live"), ("Ctrl+L",)),
            Command("camera", "Add: Camera", lambda: self.done.append("camera")),
            Command("undo", "Undo", lambda: self.done.append("undo"), is_possible=lambda: False),
            Command("zh", "添加:摄像头", lambda: self.done.append("摄像头")),
        ]
        self.palette = CommandPalette(parent, commands)
        self.palette.show()

    def shown(self) -> list[str]:
        listed = self.palette.list
        return [listed.item(row).text() for row in range(listed.count())]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_it_lists_what_can_be_done_with_its_keys(desk: Desk) -> None:
    assert desk.shown() == ["Go live    Ctrl+L", "Add: Camera", "添加:摄像头"]


@pytest.mark.parametrize(
    ("typed", "done"), [("cam add", "camera"), ("LIVE", "live"), ("摄像", "摄像头")]
)
def test_a_few_letters_and_enter(desk: Desk, typed: str, done: str) -> None:
    desk.palette.line.setText(typed)
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.done == [done]
    assert not desk.palette.isVisible()


def test_the_arrows_choose_and_stop_at_the_ends(desk: Desk) -> None:
    for _ in range(9):
        QTest.keyClick(desk.palette.line, Qt.Key.Key_Down)
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Up)
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.done == ["camera"]


def test_a_click_does_it(desk: Desk) -> None:
    listed = desk.palette.list
    place = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.done == ["live"]


def test_nothing_found_does_nothing(desk: Desk) -> None:
    desk.palette.line.setText("unicorn")
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.shown() == []
    assert desk.done == []
    assert desk.palette.isVisible()

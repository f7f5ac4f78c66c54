import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.widgets.palette import CommandPalette
from studio.ui.words import tr


class Desk:
    """A palette with three commands, one of which cannot be done now."""

    def __init__(self, qtbot: QtBot, recent: tuple[str, ...] = ()) -> None:
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
        self.used: list[str] = []
        self.palette = CommandPalette(parent, lambda: commands, recent, self.used.append)
        self.palette.show()

    def shown(self) -> list[str]:
        listed = self.palette.list
        return [listed.item(row).text() for row in range(listed.count())]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_it_lists_what_can_be_done_with_its_keys(desk: Desk) -> None:
    assert desk.shown() == ["Go live", "Add: Camera", "添加:摄像头"]
    first = desk.palette.list.item(0)
    assert first.data(Qt.ItemDataRole.UserRole) == "Ctrl+L"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Go live, Ctrl+L"


@pytest.mark.parametrize(
    ("typed", "done"), [("cam add", "camera"), ("LIVE", "live"), ("摄像", "摄像头")]
)
def test_a_few_letters_and_enter(desk: Desk, typed: str, done: str) -> None:
    desk.palette.line.setText(typed)
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.done == [done]
    assert not desk.palette.isVisible()


def test_what_was_used_last_comes_first_and_is_told(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ("zh", "camera", "gone"))
    assert desk.shown() == ["添加:摄像头", "Add: Camera", "Go live"]
    QTest.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.used == ["zh"]


@pytest.mark.parametrize("typed", ["开始直播", "go live", "golive", "直播"])
def test_a_command_is_found_in_either_language(qtbot: QtBot, typed: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    palette = CommandPalette(parent, lambda: [Command("live", tr("go_live"), list)])
    palette.show()
    palette.line.setText(typed)
    assert palette.list.item(0).text() == "Go live"


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
    assert desk.palette.nothing.isVisible()
    assert desk.done == []
    assert desk.palette.isVisible()

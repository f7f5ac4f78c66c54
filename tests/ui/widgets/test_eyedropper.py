import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.widgets.eyedropper import Eyedropper

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Picture(QWidget):
    """Green at the left, blue at the right; counts the clicks that it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 50, 100, QColor("#00c828"))
        painter.fillRect(50, 0, 50, 100, QColor("#2040f0"))
        painter.end()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicks += 1


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.picture = Picture()
        qtbot.addWidget(self.picture)
        self.picture.resize(100, 100)
        self.picture.show()
        self.dropper = Eyedropper(self.picture)
        self.taken: list[str] = []


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_click_takes_the_colour_and_goes_no_further(desk: Desk) -> None:
    for place, colour in ((20, "#00c828"), (80, "#2040f0")):
        desk.dropper.pick(desk.taken.append)
        assert desk.dropper.is_picking
        QTest.mouseClick(desk.picture, LEFT, pos=QPoint(place, 50))
        assert desk.taken[-1] == colour
    assert desk.picture.clicks == 0
    assert not desk.dropper.is_picking
    QTest.mouseClick(desk.picture, LEFT, pos=QPoint(20, 50))
    assert desk.picture.clicks == 1


def test_escape_and_the_other_button_take_nothing(desk: Desk) -> None:
    desk.dropper.pick(desk.taken.append)
    QTest.keyClick(desk.picture, Qt.Key.Key_Escape)
    desk.dropper.pick(desk.taken.append)
    QTest.mouseClick(desk.picture, RIGHT, pos=QPoint(20, 50))
    assert desk.taken == ["", ""]


def test_a_second_wish_ends_the_first(desk: Desk) -> None:
    first: list[str] = []
    desk.dropper.pick(first.append)
    desk.dropper.pick(desk.taken.append)
    QTest.mouseClick(desk.picture, LEFT, pos=QPoint(1, 1))
    assert first == [""]
    assert desk.taken == ["#00c828"]
    desk.dropper.cancel()
    assert len(desk.taken) == 1

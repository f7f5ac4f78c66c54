from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from studio.ui.theme import Theme
from studio.ui.widgets.media_bar import MediaBar
from tests.support.widgets import child


class Desk:
    """A bar and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.asked: list[tuple[bool | None, float | None]] = []
        self.bar = MediaBar(theme, lambda *asked: self.asked.append(asked))
        qtbot.addWidget(self.bar)
        self.bar.show()
        self.slider = child(self.bar, QSlider)
        self.button = child(self.bar, QToolButton)

    @property
    def time(self) -> str:
        return child(self.bar, QLabel).text()


def test_play_and_pause_take_turns(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    for _ in range(2):
        QTest.mouseClick(desk.button, Qt.MouseButton.LeftButton)
    assert desk.asked == [(True, None), (False, None)]


def test_it_shows_where_the_film_is(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.bar.set_position(65.4, 130.0)
    assert desk.time == "1:05 / 2:10"
    assert (desk.slider.value(), desk.slider.maximum()) == (654, 1300)


def test_letting_go_of_the_slider_seeks(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.bar.set_position(0.0, 100.0)
    desk.slider.setSliderDown(True)
    desk.slider.setValue(250)
    desk.bar.set_position(1.0, 100.0)  # the film goes on meanwhile, the hand keeps its place
    assert desk.slider.value() == 250
    desk.slider.setSliderDown(False)
    assert desk.asked == [(None, 25.0)]


def test_without_a_length_there_is_nothing_to_seek_in(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.bar.set_position(3.0, 0.0)
    assert not desk.slider.isEnabled()

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSlider, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeStrip
from studio.core.scene import Strip
from studio.core.status import Meter
from studio.ui.theme import Theme
from studio.ui.widgets.strip import StripWidget
from tests.support.widgets import child, texts_of


class Desk:
    """A strip and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme, strip: Strip) -> None:
        self.asked: list[tuple[ChangeStrip, str]] = []
        self.opened: list[str] = []
        self.widget = StripWidget(
            strip,
            "Microphone",
            theme,
            lambda edit, key: self.asked.append((edit, key)),
            self.opened.append,
        )
        qtbot.addWidget(self.widget)
        self.widget.resize(260, 70)
        self.widget.show()
        self.slider = child(self.widget, QSlider)

    def tool(self, name: str) -> QToolButton:
        return child(self.widget, QToolButton, name)


def test_mute_and_solo(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic"))
    QTest.mouseClick(desk.tool("Mute"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk.tool("Hear only this"), Qt.MouseButton.LeftButton)
    assert desk.asked == [
        (ChangeStrip("mic", is_muted=True), ""),
        (ChangeStrip("mic", is_solo=True), ""),
    ]


def test_a_drag_of_the_gain_is_one_step_to_undo(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic", gain_db=-6.0))
    assert desk.slider.value() == -12
    desk.slider.setValue(-10)
    desk.slider.setValue(-8)
    assert [edit.gain_db for edit, _ in desk.asked] == [-5.0, -4.0]
    assert {key for _, key in desk.asked} == {"gain-mic"}


def test_what_comes_back_moves_nothing_on(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic"))
    desk.widget.set_strip(Strip("mic", gain_db=12.0, is_muted=True), "Mic 2")
    assert desk.asked == []
    assert desk.slider.value() == 24
    assert desk.tool("Mute").isChecked()


def test_the_figure_is_the_gain_or_that_it_is_muted(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic", gain_db=-6.0))
    desk.widget.set_meter(Meter("mic", -20.0), has_solo=False)
    assert texts_of(desk.widget) == ["Microphone", "-6.0 dB"]
    desk.widget.set_strip(Strip("mic", is_muted=True), "Microphone")
    desk.widget.set_meter(Meter("mic", -20.0), has_solo=False)
    assert texts_of(desk.widget) == ["Microphone", "muted"]


def test_delay_is_set_in_milliseconds(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic", delay_ms=40))
    seen: list[int] = []

    def change() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        box = child(menu, QSpinBox)
        seen.append(box.value())
        box.setValue(120)
        menu.close()

    QTimer.singleShot(200, change)
    QTest.mouseClick(desk.tool("Delay and filters"), Qt.MouseButton.LeftButton)
    assert seen == [40]
    assert desk.asked == [(ChangeStrip("mic", delay_ms=120), "delay-mic")]


def test_the_same_menu_opens_the_filters(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme, Strip("mic"))

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == "Filters…")
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(200, choose)
    QTest.mouseClick(desk.tool("Delay and filters"), Qt.MouseButton.LeftButton)
    assert desk.opened == ["mic"]

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.picture_filters import KINDS as PICTURE_KINDS
from studio.core.sound_filters import KINDS, Compressor, NoiseGate, PeakLimiter, SoundFilter
from studio.ui.streamer.filter_list import FilterList, Filters, filter_name, open_menu
from studio.ui.theme import Theme
from tests.support.widgets import child

_PATIENCE_MS = 30_000
_GATE, _COMPRESSOR, _LIMITER = NoiseGate(), Compressor(is_enabled=False), PeakLimiter()


class Desk:
    """A list and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.asked: list[tuple[Filters, int]] = []
        self.added: list[type[SoundFilter]] = []
        self.widget = FilterList(
            theme, KINDS, lambda filters, row: self.asked.append((filters, row)), self.added.append
        )
        qtbot.addWidget(self.widget)
        self.widget.resize(240, 300)
        self.widget.show()
        self.widget.fill((_GATE, _COMPRESSOR, _LIMITER), 1)

    def press(self, name: str) -> None:
        QTest.mouseClick(child(self.widget, QToolButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    return Desk(qtbot, theme)


def test_what_is_on_has_a_tick(desk: Desk) -> None:
    rows = [desk.widget.list.item(place) for place in range(3)]
    assert [row.text() for row in rows] == ["Noise gate", "Compressor", "Limiter"]
    assert [row.checkState() is Qt.CheckState.Checked for row in rows] == [True, False, True]
    rows[1].setCheckState(Qt.CheckState.Checked)
    assert desk.asked == [((_GATE, Compressor(), _LIMITER), 1)]


def test_up_down_and_remove(desk: Desk) -> None:
    for name in ("Move up", "Move down", "Remove"):
        desk.press(name)
    assert desk.asked == [
        ((_COMPRESSOR, _GATE, _LIMITER), 0),
        ((_GATE, _LIMITER, _COMPRESSOR), 2),
        ((_GATE, _LIMITER), 1),
    ]


def test_keys_do_the_same(qtbot: QtBot, desk: Desk) -> None:
    desk.widget.activateWindow()
    desk.widget.list.setFocus()
    qtbot.waitUntil(desk.widget.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(desk.widget.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(desk.widget.list, Qt.Key.Key_Delete)
    assert [filters for filters, _row in desk.asked] == [
        (_COMPRESSOR, _GATE, _LIMITER),
        (_GATE, _LIMITER),
    ]


def test_what_cannot_be_done_cannot_be_pressed(desk: Desk) -> None:
    def usable() -> list[bool]:
        return [button.isEnabled() for button in desk.widget.findChildren(QToolButton)]

    assert usable() == [True, True, True, True]
    desk.widget.fill((), 0)
    assert usable() == [True, False, False, False]
    desk.widget.fill((_GATE,) * 8, 7)
    assert usable() == [False, True, False, True]


def test_a_kind_is_added_from_a_menu(qtbot: QtBot, desk: Desk) -> None:
    desk.press("Add a filter")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 6
    next(one for one in menu.actions() if one.text() == "Limiter").trigger()
    menu.close()
    assert desk.added == [PeakLimiter]


def test_a_menu_does_what_was_chosen(qtbot: QtBot) -> None:
    button, done = QPushButton("Do"), list[str]()
    qtbot.addWidget(button)
    button.show()
    open_menu(button, [("This", lambda: done.append("this"))])
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert done == ["this"]


def test_every_kind_has_a_name(qtbot: QtBot) -> None:
    for kind in (*KINDS, *PICTURE_KINDS):
        assert not filter_name(kind).startswith("filter_")

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.core.sources import TextAlign, TextSettings
from studio.ui.stage.text_editor import TextEditor

_PATIENCE_MS = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    def __init__(self, qtbot: QtBot, parent: QWidget, settings: TextSettings) -> None:
        parent.activateWindow()
        self.other = QLineEdit(parent)
        self.other.show()
        self.said: list[str] = []
        self.ended: list[bool] = []
        self.editor = TextEditor(parent, settings, QRect(700, 560, 200, 30), 30.0)
        self.editor.committed.connect(self.said.append)
        self.editor.ended.connect(lambda: self.ended.append(True))
        qtbot.waitUntil(self.editor.hasFocus, timeout=_PATIENCE_MS)


@pytest.fixture
def desk(qtbot: QtBot, parent: QWidget) -> Desk:
    return Desk(qtbot, parent, TextSettings("Sale", colour="#111111ff", align=TextAlign.RIGHT))


def test_it_stands_within_the_stage_and_is_large_enough(desk: Desk) -> None:
    place = desk.editor.geometry()
    assert QRect(0, 0, 800, 600).contains(place)
    assert place.height() >= 44
    assert desk.editor.textCursor().selectedText() == "Sale"


def test_ctrl_enter_takes_the_words_over(desk: Desk) -> None:
    QTest.keyClicks(desk.editor, "Last day")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    QTest.keyClicks(desk.editor, "-30%")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return, CTRL)
    assert desk.said == ["Last day\n-30%"]
    assert desk.ended == [True]


def test_a_click_outside_takes_them_over_too(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.editor, "Now")
    desk.other.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: desk.said == ["Now"], timeout=_PATIENCE_MS)
    assert desk.ended == [True]


def test_escape_keeps_the_old_words(desk: Desk) -> None:
    QTest.keyClicks(desk.editor, "Nonsense")
    QTest.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert desk.said == []
    assert desk.ended == [True]


def test_the_same_words_are_no_change(desk: Desk) -> None:
    QTest.keyClick(desk.editor, Qt.Key.Key_Return, CTRL)
    assert desk.said == []
    assert desk.ended == [True]

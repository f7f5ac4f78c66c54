"""A number key chooses the length, Enter does it; a figure in the reason is a figure."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.moderator.time_out_dialog import LENGTHS, TimeOutDialog
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_by_keyboard_alone(qtbot: QtBot, parent: QWidget) -> None:
    taken: list[tuple[int, str]] = []
    dialog = TimeOutDialog(parent, room_message(1, "<b>spam</b>"), lambda *what: taken.append(what))
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=_PATIENCE_MS)
    assert dialog.lengths.checkedId() == 600
    QTest.keyClick(dialog, Qt.Key.Key_4)
    assert dialog.lengths.checkedId() == 86_400
    dialog.reason.setFocus()
    QTest.keyClicks(dialog.reason, " 3 times ")
    assert dialog.lengths.checkedId() == 86_400
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert taken == [(86_400, "3 times")]


def test_for_good_and_not_at_all(qtbot: QtBot, parent: QWidget) -> None:
    taken: list[tuple[int, str]] = []
    for seconds, _words in LENGTHS:
        dialog = TimeOutDialog(parent, room_message(1), lambda *what: taken.append(what))
        dialog.choose(seconds)
        dialog.accept_button.click()
    assert [seconds for seconds, _reason in taken] == [60, 600, 3600, 86_400, 0]
    dialog = TimeOutDialog(parent, room_message(1), lambda *what: taken.append(what))
    dialog.reject()
    assert len(taken) == 5

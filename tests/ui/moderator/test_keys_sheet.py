"""The keys on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.moderator.keys_sheet import KeysSheet
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


def test_what_has_a_key_and_away_again(qtbot: QtBot, parent: QWidget) -> None:
    commands = [
        Command("a", "Delete", lambda: None, ("D",), "message"),
        Command("b", "Without one", lambda: None, (), "message"),
        Command("c", "Keys", lambda: None, ("?",)),
    ]
    sheet = KeysSheet(parent, commands)
    closed: list[int] = []
    sheet.finished.connect(closed.append)
    sheet.open()
    qtbot.waitExposed(sheet)
    assert texts_of(sheet) == ["Message", "D", "Delete", "Studio", "?", "Keys"]
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow, timeout=_PATIENCE_MS)
    QTest.keyClick(sheet, Qt.Key.Key_Question)
    assert len(closed) == 1

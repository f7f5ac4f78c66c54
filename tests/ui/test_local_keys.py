from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.local_keys import LocalKeys

_PATIENCE_MS = 30_000


def test_a_local_key_holds_only_where_it_belongs(qtbot: QtBot, parent: QWidget) -> None:
    done: list[str] = []
    can = [True]
    here, there = QListWidget(parent), QListWidget(parent)
    for widget in (here, there):
        widget.show()
    commands = [
        Command("a", "Remove", lambda: done.append("remove"), local_keys="Del"),
        Command("b", "Lock", lambda: done.append("lock"), (), "edit", lambda: can[0], None, "L"),
        Command("c", "Everywhere", lambda: done.append("all"), ("Ctrl+D",)),
    ]
    LocalKeys(here, lambda: commands)
    parent.activateWindow()
    here.setFocus()
    qtbot.waitUntil(here.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(here, Qt.Key.Key_Delete)
    QTest.keyClick(here, Qt.Key.Key_L)
    can[0] = False
    QTest.keyClick(here, Qt.Key.Key_L)
    there.setFocus()
    qtbot.waitUntil(there.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(there, Qt.Key.Key_Delete)
    assert done == ["remove", "lock"]

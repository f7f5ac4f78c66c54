import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import SetSettings
from studio.core.settings import KeyChoice
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.keys_dialog import KeysDialog
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child

_OWN = (
    Command("air.live", "Go live", list, ("Ctrl+L",), "air", can_be_global=True),
    Command("air.record", "Record", list, ("Ctrl+R",), "air"),
    Command("studio.demo", "Open the demo show", list),
)


@pytest.fixture
def dialog(parent: QWidget, session: Session) -> KeysDialog:
    made = KeysDialog(parent, session, _OWN, "")
    made.show()
    return made


def rows(dialog: KeysDialog) -> list[tuple[str, str]]:
    items = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item and not item.isHidden()]


def press(dialog: KeysDialog, key: str) -> None:
    dialog.press.setKeySequence(QKeySequence(key))


def test_every_command_is_listed_with_its_key_and_found(dialog: KeysDialog) -> None:
    assert rows(dialog)[:2] == [("Go live", "Ctrl+L"), ("Record", "Ctrl+R")]
    dialog.filter.setText("demo")
    assert rows(dialog) == [("Open the demo show", "")]
    dialog.filter.setText("ctrl+r")
    assert rows(dialog) == [("Record", "Ctrl+R")]


def test_a_key_is_pressed_and_used(qtbot: QtBot, dialog: KeysDialog, studio: FakeStudio) -> None:
    dialog.choose("studio.demo")
    line = dialog.press.findChild(QLineEdit)
    assert line is not None
    QTest.keyClick(dialog.press, Qt.Key.Key_F9)
    assert dialog.press.keySequence().toString() == "F9"
    assert dialog.said.text() == "F9 is free"
    child(dialog, QPushButton, "Use this key").click()
    child(dialog, QPushButton, "Save").click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=30_000)
    asked = studio.asked[0]
    assert isinstance(asked, SetSettings)
    assert asked.settings.ui.keys == (KeyChoice("studio.demo", ("F9",)),)


def test_a_conflict_is_said_and_the_key_goes_over(dialog: KeysDialog) -> None:
    dialog.choose("studio.demo")
    press(dialog, "Ctrl+R")
    assert dialog.said.text() == "Ctrl+R already does: Record"
    dialog.use()
    assert rows(dialog)[1:] == [("Record", ""), ("Open the demo show", "Ctrl+R")]
    dialog.choose("air.record")
    dialog.reset()
    assert rows(dialog)[1:] == [("Record", "Ctrl+R"), ("Open the demo show", "")]


def test_no_key_and_all_as_delivered(dialog: KeysDialog) -> None:
    dialog.clear()
    assert rows(dialog)[0] == ("Go live", "")
    dialog.reset_all()
    assert rows(dialog)[0] == ("Go live", "Ctrl+L")


def test_what_works_everywhere_is_ticked(
    qtbot: QtBot, dialog: KeysDialog, studio: FakeStudio
) -> None:
    item = dialog.tree.topLevelItem(0)
    assert item is not None
    item.setCheckState(2, Qt.CheckState.Checked)
    child(dialog, QPushButton, "Save").click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=30_000)
    asked = studio.asked[0]
    assert isinstance(asked, SetSettings)
    assert asked.settings.ui.global_keys == ("air.live",)


def test_where_keys_cannot_work_everywhere_the_reason_is_said(
    parent: QWidget, session: Session
) -> None:
    dialog = KeysDialog(parent, session, _OWN, "Not on this desktop")
    dialog.show()
    item = dialog.tree.topLevelItem(0)
    assert item is not None
    assert item.data(2, Qt.ItemDataRole.CheckStateRole) is None
    dialog.reject()

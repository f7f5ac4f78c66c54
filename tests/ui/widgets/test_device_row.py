import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.devices import Device
from studio.core.team import Role
from studio.ui import words
from studio.ui.theme import Theme
from studio.ui.widgets.device_row import DeviceRow
from tests.support.widgets import texts_of

_MO = Device("helper-mo", "Mo", Role.MODERATOR, 1)


class Desk:
    """A row, and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.renamed: list[str] = []
        self.revoked = 0
        self.row = DeviceRow(_MO, theme, self.renamed.append, self._revoke)
        qtbot.addWidget(self.row)
        self.row.show()

    def _revoke(self) -> None:
        self.revoked += 1


def test_it_says_whether_somebody_is_there(qtbot: QtBot, theme: Theme) -> None:
    row = Desk(qtbot, theme).row
    assert "moderator · was never here" in texts_of(row)
    row.show_device(msgspec.structs.replace(_MO, is_connected=True))
    assert {"connected", "moderator · here now"} <= set(texts_of(row))
    row.show_device(msgspec.structs.replace(_MO, last_seen_wall_ms=1_700_000_000_000))
    assert any("last here 14 Nov" in text or "last here 15 Nov" in text for text in texts_of(row))
    words.choose("zh")
    row.show_device(msgspec.structs.replace(_MO, last_seen_wall_ms=1_700_000_000_000))
    assert any("11月1" in text for text in texts_of(row))


def test_a_name_is_changed_in_the_row(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.row.edit_button.click()
    assert desk.row.name_line.text() == "Mo"
    desk.row.name_line.setText("  Moritz ")
    QTest.keyClick(desk.row.name_line, Qt.Key.Key_Return)
    assert desk.renamed == ["Moritz"]
    desk.row.edit_button.click()
    desk.row.name_line.setText(" ")
    desk.row.keep_name.click()
    assert desk.renamed == ["Moritz"], "no name is no change"


def test_removing_is_asked_for_first_and_enter_keeps_it(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.row.remove_button.click()
    assert any("Remove Mo?" in text for text in texts_of(desk.row))
    desk.row.back_button.click()
    assert desk.revoked == 0
    desk.row.remove_button.click()
    desk.row.revoke_button.click()
    assert desk.revoked == 1


def test_a_name_is_never_markup(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, theme)
    desk.row.show_device(msgspec.structs.replace(_MO, name="<b>Mo</b>"))
    assert "<b>Mo</b>" in texts_of(desk.row)

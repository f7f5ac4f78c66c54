from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.platforms import IrcPlatform
from studio.ui.chat.platform_row import PlatformRow
from studio.ui.theme import Theme


def test_a_row_says_how_it_does_and_goes_by_the_keys(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    row = PlatformRow(theme, lambda: done.append("chosen"), lambda: done.append("removed"))
    qtbot.addWidget(row)
    row.resize(280, row.height())
    row.show()
    place = IrcPlatform(id="i", host="irc.example.org", channel="clay")
    status = ConnectorStatus("i", place.kind, "#clay", ConnectorState.REFUSED)
    row.show_now(place, status, 0)
    assert row.accessibleName() == "IRC · #clay · irc.example.org: Refused"
    assert row.word.property("tone") == "warning"
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert done == ["chosen", "removed"]

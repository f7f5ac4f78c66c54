from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.ui.chat.platform_line import PlatformLine
from studio.ui.theme import Theme


def status(kind: Platform, state: ConnectorState) -> ConnectorStatus:
    return ConnectorStatus(kind.value, kind, "clay <b>", state)


def test_trouble_comes_first_and_in_words(qtbot: QtBot, theme: Theme) -> None:
    line = PlatformLine(theme)
    qtbot.addWidget(line)
    line.show()
    assert line.accessibleName() == "Add chat platforms"
    empty = line.grab().toImage()
    line.show_now(
        (
            status(Platform.TWITCH, ConnectorState.RECEIVING),
            status(Platform.YOUTUBE, ConnectorState.REFUSED),
            status(Platform.IRC, ConnectorState.OFF),
        )
    )
    assert line.words() == ["YouTube: Refused", "Twitch"]
    assert line.accessibleName() == "YouTube clay <b>: Refused; Twitch clay <b>: Receiving"
    assert "&lt;b&gt;" in line.toolTip()
    assert line.grab().toImage() != empty


def test_in_a_narrow_panel_the_rest_is_counted(qtbot: QtBot, theme: Theme) -> None:
    line = PlatformLine(theme)
    qtbot.addWidget(line)
    line.resize(140, line.height())
    line.show()
    line.show_now([status(kind, ConnectorState.SILENT) for kind in Platform])
    narrow = line.grab().toImage()
    line.show_now([status(kind, ConnectorState.SILENT) for kind in list(Platform)[:1]])
    assert line.grab().toImage() != narrow
    assert line.minimumSizeHint().width() <= 60

import pytest
from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.messages.events import ConnectorStatusChanged
from studio.core.messages.results import ChatPage
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.platform_line import PlatformLine
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def status(kind: Platform, state: ConnectorState) -> ConnectorStatus:
    return ConnectorStatus(kind.value, kind, "clay <b>", state)


@pytest.fixture
def line(qtbot: QtBot, session: Session, theme: Theme) -> PlatformLine:
    made = PlatformLine(session, ChatFeed(session), theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_trouble_comes_first_and_in_words(line: PlatformLine) -> None:
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


def test_it_follows_what_the_hub_says(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme
) -> None:
    studio.chat = ChatPage(connectors=(status(Platform.TWITCH, ConnectorState.CONNECTED),))
    line = PlatformLine(session, ChatFeed(session), theme)
    qtbot.addWidget(line)
    qtbot.waitUntil(lambda: line.words() == ["Twitch"], timeout=_PATIENCE_MS)
    studio.tell(ConnectorStatusChanged(status(Platform.IRC, ConnectorState.REFUSED)))
    qtbot.waitUntil(lambda: line.words() == ["IRC: Refused", "Twitch"], timeout=_PATIENCE_MS)
    studio.tell(ConnectorStatusChanged(status(Platform.IRC, ConnectorState.OFF)))
    qtbot.waitUntil(lambda: line.words() == ["Twitch"], timeout=_PATIENCE_MS)


def test_in_a_narrow_panel_the_rest_is_counted(line: PlatformLine) -> None:
    line.resize(140, line.height())
    line.show_now([status(kind, ConnectorState.SILENT) for kind in Platform])
    narrow = line.grab().toImage()
    line.show_now([status(kind, ConnectorState.SILENT) for kind in list(Platform)[:1]])
    assert line.grab().toImage() != narrow
    assert line.minimumSizeHint().width() <= 60

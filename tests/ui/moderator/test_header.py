"""The state of the show, who is here, and who one is."""

from pytestqt.qtbot import QtBot

from studio.core.messages.events import ShowStateChanged
from studio.core.status import ShowState
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.header import ModeratorHeader
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


def test_live_or_offline(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, theme: Theme, team: TeamFeed
) -> None:
    header = ModeratorHeader(session, theme, team, lambda *_where: None, lambda: None)
    qtbot.addWidget(header)
    header.resize(1200, 48)
    header.show()
    session.changed.emit()
    assert header.state_text == "OFF AIR"
    assert {"Small", "Mei (you)"} <= set(texts_of(header))
    team_studio.tell(ShowStateChanged(ShowState.LIVE, 1_700_000_000_000))
    qtbot.waitUntil(lambda: header.state_text == "LIVE", timeout=_PATIENCE_MS)
    assert "0 watching" in texts_of(header)
    assert set(header.people.chips) == {"owner", "dev-ben"}
    team_studio.set_connected(False)
    qtbot.waitUntil(lambda: "Offline" in texts_of(header), timeout=_PATIENCE_MS)
    team_studio.set_connected(True)
    qtbot.waitUntil(lambda: "Mei (you)" in texts_of(header), timeout=_PATIENCE_MS)

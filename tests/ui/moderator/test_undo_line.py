"""What can still be taken back, for how long, by one button."""

from pytestqt.qtbot import QtBot

from studio.core.messages.events import ActDone, ActUndone
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.undo_line import UndoLine
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import ME, WALL_MS, act

_PATIENCE_MS = 30_000


def test_it_counts_down_and_goes(qtbot: QtBot, team_studio: FakeStudio, session: Session) -> None:
    now = [WALL_MS]
    team = TeamFeed(session, lambda: now[0])
    qtbot.waitUntil(lambda: team.you is not None, timeout=_PATIENCE_MS)
    pressed: list[bool] = []
    line = UndoLine(team, lambda: pressed.append(True))
    qtbot.addWidget(line)
    line.show()
    high = line.height()
    assert not line.button.isVisible()
    team_studio.tell(ActDone(act(1)))
    qtbot.waitUntil(line.button.isVisible, timeout=_PATIENCE_MS)
    assert line.button.text() == "Undo  U · 10 s"
    assert line.words.text() == "Deleted “hello”"
    assert line.bar.value() == 10_000
    now[0] += 7_500
    line.refresh()
    assert line.button.text() == "Undo  U · 3 s"
    assert line.bar.value() == 2_500
    line.button.click()
    assert pressed == [True]
    now[0] += 2_500
    line.refresh()
    assert not line.button.isVisible()
    assert line.height() == high


def test_what_somebody_else_undid_is_offered_no_more(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    line = UndoLine(team, lambda: None)
    qtbot.addWidget(line)
    line.show()
    team_studio.tell(ActDone(act(1)))
    qtbot.waitUntil(line.button.isVisible, timeout=_PATIENCE_MS)
    team_studio.tell(ActUndone("a1", ME.id))
    qtbot.waitUntil(lambda: not line.button.isVisible(), timeout=_PATIENCE_MS)

"""Who has which question."""

from pytestqt.qtbot import QtBot

from studio.core.messages.events import ClaimsChanged
from studio.core.teamwork import Claim
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import ME, QUESTION, WALL_MS

_PATIENCE_MS = 30_000


def test_it_says_who_answers(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    lane = work.asked
    assert lane.title == "Questions  1"
    assert lane.stands(QUESTION).endswith(" · Ben answers")
    work.go("questions", "m3")
    assert not lane.acts.button("C").isEnabled()
    assert lane.acts.button("R").isEnabled()
    team_studio.tell(ClaimsChanged((Claim("m3", ME.id, WALL_MS),)))
    qtbot.waitUntil(lambda: lane.acts.button("C").isEnabled(), timeout=_PATIENCE_MS)
    assert lane.stands(QUESTION).endswith(" · you answers")
    team_studio.tell(ClaimsChanged(()))
    qtbot.waitUntil(lambda: "answers" not in lane.stands(QUESTION), timeout=_PATIENCE_MS)

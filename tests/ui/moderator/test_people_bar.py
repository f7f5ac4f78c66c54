"""Who is here, what each looks at, and the way there."""

from pytestqt.qtbot import QtBot

from studio.core.messages.events import TeamChanged
from studio.core.teamwork import Member
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.people_bar import PeopleBar
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import BEN, ME, WALL_MS

_PATIENCE_MS = 30_000


def test_everyone_else_with_what_they_look_at(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    gone: list[tuple[str, str]] = []
    bar = PeopleBar(team, lambda lane, message: gone.append((lane, message)))
    qtbot.addWidget(bar)
    assert {chip.text() for chip in bar.chips.values()} == {"Streamer", "Ben · Held"}
    assert not bar.chips["owner"].isEnabled()
    ben = bar.chips[BEN.id]
    ben.click()
    assert gone == [("held", "m2")]
    team_studio.tell(TeamChanged((Member(ME, WALL_MS), Member(BEN, WALL_MS, "live", "m1"))))
    qtbot.waitUntil(lambda: ben.text() == "Ben · Live", timeout=_PATIENCE_MS)
    assert set(bar.chips) == {BEN.id}
    ben.click()
    assert gone[-1] == ("live", "m1")

"""What is heard of the team, and what is told to it."""

from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import (
    ActDone,
    ActUndone,
    ClaimsChanged,
    PersonMarked,
    TeamChanged,
    Whispered,
)
from studio.core.team import OWNER
from studio.core.teamwork import Claim, Mark, Member, Whisper
from studio.ui.chat.team import TeamFeed
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import BEN, ME, WALL_MS, act, team_now

_PATIENCE_MS = 30_000


def test_everybody_has_a_name(team: TeamFeed) -> None:
    assert team.you == ME
    assert team.others == [OWNER, BEN]
    assert [team.name_for(one.id) for one in (ME, BEN, OWNER)] == ["you", "Ben", "Streamer"]
    assert team.name_for("gone", "Old") == "Old"
    assert team.name_for("gone") == "Somebody"
    assert team.marks.are_used


def test_claims_become_marks(qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed) -> None:
    assert team.marks.name_of("m3") == "Ben"
    team_studio.tell(ClaimsChanged((Claim("m1", ME.id, WALL_MS), Claim("m2", "gone", WALL_MS))))
    qtbot.waitUntil(lambda: team.is_mine("m1"), timeout=_PATIENCE_MS)
    assert team.marks.initial_of("m1") == ("M", True)
    assert team.holder_of("m2") == "gone"
    assert team.holder_of("m3") == ""
    team_studio.tell(TeamChanged((Member(ME, WALL_MS),)))
    team_studio.tell(ClaimsChanged(()))
    qtbot.waitUntil(lambda: not team.marks.are_used, timeout=_PATIENCE_MS)
    assert team.others == []


def test_only_ones_own_newest_act_is_offered_and_only_in_time(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    for done in (act(1), act(2), act(3, by=BEN.id), act(4, left_ms=0)):
        team_studio.tell(ActDone(done))
    qtbot.waitUntil(lambda: len(team.acts) == 4, timeout=_PATIENCE_MS)
    offered = team.undoable()
    assert offered is not None
    assert offered.id == "a2"
    team_studio.tell(ActUndone("a2", BEN.id))
    qtbot.waitUntil(lambda: team.acts[1].is_undone, timeout=_PATIENCE_MS)
    assert team.undoable() == act(1)


def test_whispers_and_marks_are_heard(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    for number in range(120):
        team_studio.tell(Whispered(Whisper(f"n{number}", BEN.id, "Ben", "hi", WALL_MS)))
    team_studio.tell(PersonMarked("p-Anna", "", Mark.WATCH))
    qtbot.waitUntil(lambda: team.person_marks == {"p-Anna": Mark.WATCH}, timeout=_PATIENCE_MS)
    assert len(team.whispers) == 100
    assert team.whispers[-1].id == "n119"


def test_others_see_where_one_looks_and_only_the_last_of_many(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    for number in range(30):
        team.look("live", f"m{number}")
    qtbot.waitUntil(lambda: ("live", "m29") in team_studio.looked_at, timeout=_PATIENCE_MS)
    assert len(team_studio.looked_at) <= 3


def test_it_asks_again_when_the_hub_is_back(
    qtbot: QtBot, team_studio: FakeStudio, team: TeamFeed
) -> None:
    team_studio.answers[ask.GetTeam] = team_now(Claim("m9", BEN.id, WALL_MS))
    team_studio.set_connected(False)
    team_studio.set_connected(True)
    qtbot.waitUntil(lambda: team.holder_of("m9") == BEN.id, timeout=_PATIENCE_MS)


def test_a_clock_that_is_wrong_here_does_not_matter(
    qtbot: QtBot, team_studio: FakeStudio, session: Session
) -> None:
    late = TeamFeed(session, lambda: WALL_MS + 3_600_000)
    qtbot.waitUntil(lambda: late.you is not None, timeout=_PATIENCE_MS)
    assert late.now_ms() == WALL_MS

"""What is done is told, and undone by one of those who ask."""

import asyncio

import pytest

from studio.chat.act_book import UNDO_S
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages.events import ActDone, ActUndone
from studio.core.records.team import ActTakenBack
from studio.core.team import Who
from studio.core.teamwork import ActKind
from tests.support.team_stand import LI, MO, TeamStand


@pytest.fixture
def stand() -> TeamStand:
    return TeamStand()


class Way:
    """A way back that is walked slowly."""

    def __init__(self) -> None:
        self.walked: list[Who] = []
        self.trouble: StudioError | None = None
        self.refusal: StudioError | None = None

    async def __call__(self, who: Who) -> StudioError | None:
        await asyncio.sleep(0)
        if self.refusal is not None:
            raise self.refusal
        self.walked.append(who)
        return self.trouble


async def test_an_act_is_told_with_the_time_in_which_it_can_be_undone(stand: TeamStand) -> None:
    act = stand.acting.done(MO, ActKind.DELETE, 7, Way(), message_id="m1", words="x" * 200)
    assert stand.told == [ActDone(act)]
    assert act.undo_until_wall_ms - act.wall_ms == UNDO_S * 1000
    assert len(act.words) == 80
    assert stand.acting.undoable() == (act,)
    stays = stand.acting.done(MO, ActKind.RULES)
    assert stays.undo_until_wall_ms == 0
    assert stand.acting.undoable() == (act,)
    with pytest.raises(NotFoundError):
        await stand.acting.undo(stays.id, LI)


async def test_of_two_who_undo_at_once_one_does(stand: TeamStand) -> None:
    way = Way()
    act = stand.acting.done(MO, ActKind.BAN, 7, way, target="p-anna")
    both = (stand.acting.undo(act.id, LI), stand.acting.undo(act.id, MO))
    said = await asyncio.gather(*both, return_exceptions=True)
    assert way.walked == [LI]
    assert said[0] is None
    assert isinstance(said[1], NotFoundError)
    assert stand.payloads() == [ActTakenBack(7, "ban", "p-anna")]
    assert stand.records[0].actor == LI.id
    assert stand.told[1:] == [ActUndone(act.id, LI.id, "Li")]


async def test_what_could_not_be_undone_now_may_be_tried_again(stand: TeamStand) -> None:
    way = Way()
    way.refusal = UnavailableError("the database is not reached", "store")
    act = stand.acting.done(MO, ActKind.BAN, 7, way, target="p-anna")
    with pytest.raises(UnavailableError):
        await stand.acting.undo(act.id, LI)
    way.refusal = None
    await stand.acting.undo(act.id, LI)
    assert way.walked == [LI]


async def test_what_was_decided_again_since_stays(stand: TeamStand) -> None:
    way = Way()
    way.refusal = BadInputError("something else was decided since", "m1")
    act = stand.acting.done(MO, ActKind.DELETE, 7, way, message_id="m1")
    with pytest.raises(BadInputError):
        await stand.acting.undo(act.id, LI)
    assert stand.undone() == []
    assert stand.acting.undoable() == ()


async def test_a_platform_that_refuses_is_said_and_it_is_undone_here(stand: TeamStand) -> None:
    way = Way()
    way.trouble = UnavailableError("the platform does not answer", "twitch")
    act = stand.acting.done(MO, ActKind.BAN, 7, way, target="p-anna")
    with pytest.raises(UnavailableError, match="platform"):
        await stand.acting.undo(act.id, LI)
    assert stand.undone() == [ActUndone(act.id, LI.id, "Li")]


async def test_after_ten_seconds_it_stays(stand: TeamStand) -> None:
    act = stand.acting.done(MO, ActKind.DELETE, 7, Way(), message_id="m1")
    stand.clock.advance(UNDO_S * NS_PER_S)
    with pytest.raises(BadInputError, match="too late"):
        await stand.acting.undo(act.id, MO)

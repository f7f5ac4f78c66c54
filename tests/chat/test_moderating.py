"""What moderators decide, in every order: done once, undone exactly, and the same on platforms."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.records.chat import (
    Decision,
    MessageDecided,
    MessageReceived,
    Verdict,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.team import ActTakenBack
from studio.core.team import OWNER
from studio.core.teamwork import ActKind
from tests.support.team_stand import ANNA, LI, MO, TeamStand


@pytest.fixture
def stand() -> TeamStand:
    return TeamStand()


def until_ms(stand: TeamStand) -> int:
    """How long Anna is silent."""
    blocked = stand.room.blocks.of(ANNA, stand.clock.wall_ms())
    return blocked.until_wall_ms if blocked is not None else 0


@pytest.mark.parametrize(
    ("text", "before", "decision", "after"),
    [
        ("hello", MessageState.VISIBLE, Decision.DELETE, MessageState.DELETED),
        ("hello", MessageState.VISIBLE, Decision.HOLD, MessageState.HELD),
        ("see shop.com", MessageState.HELD, Decision.RELEASE, MessageState.VISIBLE),
        ("see shop.com", MessageState.HELD, Decision.DELETE, MessageState.DELETED),
    ],
)
async def test_a_message_is_again_what_it_was(
    stand: TeamStand,
    text: str,
    before: MessageState,
    decision: Decision,
    after: MessageState,
) -> None:
    kept = await stand.post(text)
    assert kept.state is before
    await stand.moderating.decide(kept.message.id, decision, MO, "so")
    changed = stand.room.shown.get(kept.message.id)
    assert changed is not None
    assert (changed.state, changed.decided_by) == (after, MO.id)
    assert stand.payloads()[-1] == MessageDecided(kept.message.id, decision, "so", before)
    act = stand.acts()[0]
    assert (act.kind.value, act.target, act.target_name) == (decision.value, ANNA, "Anna")
    await stand.acting.undo(act.id, LI)
    again = stand.room.shown.get(kept.message.id)
    assert again is not None
    assert (again.state, again.decided_by) == (before, LI.id)
    inverse, taken_back = stand.records[-2:]
    assert isinstance(inverse.payload, MessageDecided)
    assert (inverse.actor, inverse.payload.before) == (LI.id, after)
    assert taken_back.payload == ActTakenBack(2, decision.value, ANNA, kept.message.id)
    assert [one[0] for one in stand.there] == ["decided", "decided"]


async def test_a_restored_message_is_deleted_again(stand: TeamStand) -> None:
    kept = await stand.post()
    await stand.moderating.decide(kept.message.id, Decision.DELETE, MO)
    await stand.moderating.decide(kept.message.id, Decision.RESTORE, LI)
    await stand.acting.undo(stand.acts()[1].id, MO)
    now = stand.room.shown.get(kept.message.id)
    assert now is not None
    assert now.state is MessageState.DELETED
    assert stand.there[-1] == ("decided", kept.message.id, Decision.DELETE)


async def test_two_who_delete_at_once_delete_once(stand: TeamStand) -> None:
    kept = await stand.post()
    await asyncio.gather(
        *(stand.moderating.decide(kept.message.id, Decision.DELETE, who) for who in (MO, LI))
    )
    assert [one.by for one in stand.acts()] == [MO.id]
    assert sum(isinstance(one, MessageDecided) for one in stand.payloads()) == 1


async def test_what_another_decided_since_is_not_undone(stand: TeamStand) -> None:
    kept = await stand.post()
    await stand.moderating.decide(kept.message.id, Decision.DELETE, MO)
    await stand.room.decide(kept.message.id, Decision.RESTORE, "")  # not by one of the team
    with pytest.raises(BadInputError, match="decided since"):
        await stand.acting.undo(stand.acts()[0].id, MO)


async def test_a_message_nobody_wrote_is_no_act(stand: TeamStand) -> None:
    with pytest.raises(NotFoundError):
        await stand.moderating.decide("m-never", Decision.DELETE, MO)
    assert stand.acts() == []


async def test_a_ban_is_taken_back_here_and_there(stand: TeamStand) -> None:
    await stand.moderating.time_out(ANNA, 0, MO, "raid")
    act = stand.acts()[0]
    assert (act.kind, act.until_wall_ms, act.words) == (ActKind.BAN, -1, "raid")
    assert stand.payloads() == [ViewerTimedOut(ANNA, 0, "raid")]
    assert until_ms(stand) == -1
    await stand.acting.undo(act.id, LI)
    assert until_ms(stand) == 0
    assert stand.payloads()[1] == ViewerReadmitted(ANNA)
    assert stand.there == [("timed_out", ANNA, 0, "raid"), ("readmitted", ANNA)]


async def test_a_time_out_is_taken_back_to_the_one_before(stand: TeamStand) -> None:
    await stand.moderating.time_out(ANNA, 600, MO, "caps")
    first_ms = until_ms(stand)
    stand.clock.advance(60 * NS_PER_S)
    await stand.moderating.time_out(ANNA, 86_400, LI, "again")
    await stand.acting.undo(stand.acts()[1].id, MO)
    assert until_ms(stand) == first_ms
    assert stand.there[-1] == ("timed_out", ANNA, 540, "caps")
    await stand.moderating.readmit(ANNA, MO)
    assert until_ms(stand) == 0
    await stand.acting.undo(stand.acts()[-1].id, LI)
    assert until_ms(stand) == first_ms


async def test_who_was_free_is_let_in_for_nothing_and_that_has_no_way_back(
    stand: TeamStand,
) -> None:
    await stand.moderating.readmit(ANNA, MO)
    assert stand.acts()[0].undo_until_wall_ms == 0


async def test_a_platform_that_fails_is_said_after_it_is_done_here(stand: TeamStand) -> None:
    kept = await stand.post()
    stand.is_platform_away = True
    with pytest.raises(UnavailableError, match="platform"):
        await stand.moderating.decide(kept.message.id, Decision.DELETE, MO)
    with pytest.raises(UnavailableError, match="platform"):
        await stand.acting.undo(stand.acts()[0].id, MO)
    now = stand.room.shown.get(kept.message.id)
    assert now is not None
    assert now.state is MessageState.VISIBLE
    assert len(stand.undone()) == 1
    with pytest.raises(UnavailableError, match="platform"):
        await stand.moderating.time_out(ANNA, 60, MO)
    assert until_ms(stand) > 0


async def test_nothing_is_done_that_the_log_does_not_take(stand: TeamStand) -> None:
    kept = await stand.post()
    stand.is_log_away = True
    for done in (
        stand.moderating.decide(kept.message.id, Decision.DELETE, MO),
        stand.moderating.time_out(ANNA, 60, MO),
        stand.moderating.set_rules(ChatSettings(slow_mode_s=9), MO),
    ):
        with pytest.raises(UnavailableError, match="database"):
            await done
    assert stand.acts() == []
    assert until_ms(stand) == 0
    assert stand.room.settings == ChatSettings()


async def test_other_rules_are_an_act_and_the_same_ones_are_none(stand: TeamStand) -> None:
    await stand.moderating.set_rules(ChatSettings(), OWNER)
    assert stand.acts() == []
    await stand.moderating.set_rules(ChatSettings(slow_mode_s=9), OWNER)
    assert [one.kind for one in stand.acts()] == [ActKind.RULES]


class Play:
    """Everybody does anything at the same time; what came of it must be what the log says."""

    def __init__(self) -> None:
        self.stand = TeamStand()
        self.messages: list[str] = []

    async def run(self, steps: list[list[tuple[str, int, int]]]) -> None:
        for number in range(3):
            text = "see shop.com" if number == 2 else f"hello {number}"
            self.messages.append((await self.stand.post(text)).message.id)
        for together in steps:
            await asyncio.gather(*(self._step(*step) for step in together), return_exceptions=True)
            self._check()

    async def _step(self, act: str, number: int, who: int) -> None:
        by, moderating = (MO, LI, OWNER)[who], self.stand.moderating
        if act in _DECISIONS:
            await moderating.decide(self.messages[number], Decision(act), by)
        elif act == "time_out":
            await moderating.time_out(ANNA, number * 60, by)
        elif act == "readmit":
            await moderating.readmit(ANNA, by)
        elif self.stand.acts():  # an undo, of one that may be undone already
            acts = self.stand.acts()
            await self.stand.acting.undo(acts[-1 - number % len(acts)].id, by)

    def _check(self) -> None:
        states: dict[str, MessageState] = {}
        until_wall_ms = 0
        for payload in self.stand.payloads():
            match payload:
                case MessageReceived():
                    is_held = payload.verdict is Verdict.HOLD
                    states[payload.message_id] = _WAITS if is_held else _SEEN
                case MessageDecided():
                    assert payload.before is states[payload.message_id]
                    states[payload.message_id] = _AFTER[payload.decision]
                case ViewerTimedOut():
                    until_wall_ms = payload.until_wall_ms or -1
                case ViewerReadmitted():
                    until_wall_ms = 0
        shown = {one: self.stand.room.shown.get(one) for one in self.messages}
        assert {one: kept.state for one, kept in shown.items() if kept is not None} == states
        assert until_ms(self.stand) == until_wall_ms
        taken_back = [
            one.of_event for one in self.stand.payloads() if isinstance(one, ActTakenBack)
        ]
        assert len(taken_back) == len(set(taken_back)) == len(self.stand.undone())


_WAITS, _SEEN = MessageState.HELD, MessageState.VISIBLE
_AFTER = {
    Decision.RELEASE: _SEEN,
    Decision.RESTORE: _SEEN,
    Decision.DELETE: MessageState.DELETED,
    Decision.HOLD: _WAITS,
}
_DECISIONS = [decision.value for decision in Decision]
_ACTS = [*_DECISIONS, "time_out", "readmit", "undo", "undo"]
_STEP = st.tuples(st.sampled_from(_ACTS), st.integers(0, 2), st.integers(0, 2))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_STEP, min_size=1, max_size=4), max_size=6))
def test_in_any_order_what_is_true_is_what_the_log_says(
    steps: list[list[tuple[str, int, int]]],
) -> None:
    asyncio.run(Play().run(steps))

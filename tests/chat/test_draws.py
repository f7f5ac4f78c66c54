"""The lucky draw step by step, and the same after a restart."""

import asyncio
import contextlib

import pytest

from studio.chat.draw_book import DrawBook, Entrant
from studio.chat.draws import Draws, plain
from studio.core import fair_draw
from studio.core.clock import NS_PER_S
from studio.core.engage import DrawNow, DrawRules, DrawState, TakingPartError
from studio.core.errors import BadInputError, UnavailableError
from studio.core.records import engage as rec
from tests.support.kept_log import KeptLog, KeptSeeds

SHOW = "show-1"


class Stand:
    """Draws with a log, and a hub that can begin anew."""

    def __init__(self, turns: int = 0) -> None:
        self.log, self.seeds = KeptLog(turns), KeptSeeds()
        self.blocked: set[str] = set()
        self.draws = self.begin_anew()

    def begin_anew(self) -> Draws:
        """As the next hub has them."""
        draws = Draws(self.log.append, self.log.clock, self.seeds, self.blocked.__contains__)
        for record in self.log.records:
            draws.book.follow(record)
        return draws

    @property
    def now(self) -> DrawNow:
        """The draw."""
        assert self.draws.book.now is not None
        return self.draws.book.now

    async def enter(self, *actors: str) -> None:
        """Each of them."""
        for actor in actors:
            await self.draws.enter(Entrant(actor, actor.title(), 1, has_written=True), SHOW)

    async def refused(self, entrant: Entrant) -> str:
        """The word why."""
        with pytest.raises(TakingPartError) as caught:
            await self.draws.enter(entrant, SHOW)
        return caught.value.word


@pytest.fixture
def stand() -> Stand:
    return Stand()


async def test_a_draw_from_its_promise_to_its_winners(stand: Stand) -> None:
    await stand.draws.open(DrawRules(prize="A bowl", keyword=" ＢＯＷＬ ", winners=2), 60, "owner")
    promised = stand.now.commitment
    seed = stand.seeds.seeds[stand.now.id]
    assert seed.hex() not in repr([one.payload for one in stand.log.records])
    await stand.enter("anna", "ben", "chris", "anna")
    assert stand.now.entries == 3
    assert stand.draws.is_keyword("Bowl")
    assert not stand.draws.is_keyword("a bowl")
    await stand.draws.freeze("owner")
    root = stand.now.root
    with pytest.raises(TakingPartError):
        await stand.enter("dora")
    stand.draws = stand.begin_anew()  # the hub ended in the middle of it
    assert (stand.now.state, stand.now.root) == (DrawState.FROZEN, root)
    await stand.draws.reveal("owner")
    drawn = stand.now
    assert drawn.seed == seed.hex()
    assert promised == fair_draw.commitment(seed, drawn.id, drawn.rules.text())
    tickets = fair_draw.in_order(
        fair_draw.ticket_of(drawn.id, one) for one in ("anna", "ben", "chris")
    )
    assert root == fair_draw.root_of(tickets)
    won = fair_draw.winners_of(seed, root, tickets, 2)
    assert [one.ticket for one in drawn.winners] == list(won)
    assert [one.name for one in drawn.winners] == [one.actor.title() for one in drawn.winners]
    assert stand.seeds.seeds == {}
    assert stand.begin_anew().book.now == drawn


async def test_who_may_not_enter_is_told_why(stand: Stand) -> None:
    clock = stand.log.clock
    assert await stand.refused(Entrant("anna", "Anna")) == "closed"
    rules = DrawRules(is_for_regulars=True, is_for_writers=True)
    await stand.draws.open(rules, 10, "owner")
    now_ms = clock.wall_ms()
    assert await stand.refused(Entrant("anna", "Anna", now_ms, has_written=True)) == "regulars"
    assert await stand.refused(Entrant("anna", "Anna", 0, has_written=True)) == "regulars"
    assert await stand.refused(Entrant("anna", "Anna", now_ms - 1)) == "writers"
    stand.blocked.add("anna")
    assert await stand.refused(Entrant("anna", "Anna", 1, has_written=True)) == "blocked"
    stand.blocked.clear()
    await stand.enter("anna")
    clock.advance(10 * NS_PER_S)
    assert stand.draws.is_due()
    assert await stand.refused(Entrant("ben", "Ben", 1, has_written=True)) == "closed"
    await stand.draws.reveal("owner")
    await stand.draws.open(DrawRules(), 10, "owner")
    assert await stand.refused(Entrant("anna", "Anna")) == "won"
    await stand.draws.enter(Entrant("anna", "Anna"), "show-2")  # in another show they may


async def test_the_blocked_are_struck_and_everybody_can_see_it(stand: Stand) -> None:
    await stand.draws.open(DrawRules(winners=5), 0, "owner")
    await stand.enter("anna", "ben", "chris")
    await stand.draws.strike("anna", "spam")
    await stand.draws.strike("nobody", "spam")
    stand.blocked.add("ben")
    await stand.draws.reveal("owner")
    assert [one.actor for one in stand.now.winners] == ["chris"]
    struck = [one.payload for one in stand.log.records if isinstance(one.payload, rec.DrawStruck)]
    assert [one.target for one in struck] == ["anna", "ben"]
    assert all(one.is_audited for one in struck)


async def test_a_draw_that_is_called_off_stays_in_the_log(stand: Stand) -> None:
    with pytest.raises(BadInputError, match="no draw"):
        await stand.draws.cancel("", "owner")
    await stand.draws.open(DrawRules(), 0, "owner")
    with pytest.raises(BadInputError, match="end the draw"):
        await stand.draws.open(DrawRules(), 0, "mod")
    await stand.enter("anna")
    await stand.draws.cancel("the bowl broke", "owner")
    assert stand.now.state is DrawState.CANCELLED
    assert stand.seeds.seeds == {}
    with pytest.raises(BadInputError, match="no draw"):
        await stand.draws.reveal("owner")
    await stand.draws.hide("owner")
    assert stand.draws.book.now is None
    assert [one.state for one in stand.begin_anew().book.past] == [DrawState.CANCELLED]


async def test_a_lost_seed_is_said_and_the_draw_can_be_called_off(stand: Stand) -> None:
    await stand.draws.open(DrawRules(), 0, "owner")
    stand.seeds.seeds.clear()
    with pytest.raises(UnavailableError, match="seed"):
        await stand.draws.reveal("owner")
    assert stand.now.state is DrawState.FROZEN
    await stand.draws.cancel("", "owner")


@pytest.mark.parametrize("turns", [0, 1, 3])
async def test_in_a_rush_the_frozen_list_is_what_the_log_says(turns: int) -> None:
    stand = Stand(turns)
    await stand.draws.open(DrawRules(winners=3), 0, "owner")

    async def enter(number: int) -> None:
        with contextlib.suppress(TakingPartError):
            await stand.enter(f"p-{number}")

    ended = await asyncio.gather(
        *(enter(number % 20) for number in range(30)),
        stand.draws.strike("p-3", "spam"),
        *(stand.draws.reveal(by) for by in ("owner", "mod")),
        *(enter(number) for number in range(40, 60)),
        return_exceptions=True,
    )
    assert [type(one) for one in ended if one is not None] == [BadInputError]  # the second reveal
    book = DrawBook()
    for record in stand.log.records:
        book.follow(record)
    assert book.now == stand.now
    assert stand.now.root == fair_draw.root_of(book.tickets())
    assert sum(isinstance(one.payload, rec.DrawRevealed) for one in stand.log.records) == 1


@pytest.mark.parametrize("text", ["Bowl", "ＢＯＷＬ", " bowl "])
def test_a_keyword_is_the_same_however_it_is_typed(text: str) -> None:
    assert plain(text) == "bowl"

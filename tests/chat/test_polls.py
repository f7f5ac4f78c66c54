"""Polls: one vote a person, counted once, the same after a restart whatever came between."""

import asyncio
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.chat.polls import Polls
from studio.core.clock import NS_PER_S
from studio.core.engage import TakingPartError
from studio.core.errors import BadInputError
from studio.core.records.engage import PollVoted
from studio.core.tasks import TaskGroupKeeper
from tests.support.kept_log import KeptLog

BOWLS = ("Blue", "White", "Green")


def polls_of(log: KeptLog) -> Polls:
    """As a hub that begins now has them."""
    polls = Polls(log.append, log.clock)
    for record in log.records:
        polls.follow(record)
    return polls


async def opened(log: KeptLog, seconds: int = 60) -> Polls:
    polls = Polls(log.append, log.clock)
    await polls.open("Which bowl?", BOWLS, seconds, "owner", is_hidden=False)
    return polls


async def test_the_last_vote_of_each_counts_until_it_closes() -> None:
    log = KeptLog()
    polls = await opened(log)
    for actor, option in (("anna", 0), ("ben", 1), ("anna", 2), ("anna", 2)):
        await polls.vote(actor, option)
    assert polls.now is not None
    assert polls.now.counts == (0, 1, 1)
    assert polls.vote_of("anna") == 2
    assert sum(isinstance(one.payload, PollVoted) for one in log.records) == 3  # one said nothing
    await polls.close("owner")
    assert polls.now.is_closed
    with pytest.raises(TakingPartError):
        await polls.vote("chris", 0)
    with pytest.raises(BadInputError, match="no poll"):
        await polls.close("owner")
    await polls.hide("owner")
    assert polls.now is None
    assert [one.counts for one in polls.past] == [(0, 1, 1)]
    assert polls_of(log).past == polls.past


async def test_one_at_a_time_and_options_that_differ() -> None:
    log = KeptLog(turns=3)
    polls = Polls(log.append, log.clock)
    with pytest.raises(BadInputError, match="the same"):
        await polls.open("Which?", ("Blue", "BLUE"), 0, "owner", is_hidden=False)
    both = await asyncio.gather(
        *(polls.open("Which?", BOWLS, 0, by, is_hidden=False) for by in ("owner", "mod")),
        return_exceptions=True,
    )
    assert [type(one) for one in both] == [type(None), BadInputError]
    assert len(log.records) == 1


async def test_its_time_is_over_at_its_second_and_not_before() -> None:
    log = KeptLog()
    polls = await opened(log, 60)
    log.clock.advance(59 * NS_PER_S)
    assert not polls.is_due()
    await polls.vote("anna", 1)
    log.clock.advance(NS_PER_S)
    assert polls.is_due()
    with pytest.raises(TakingPartError):
        await polls.vote("ben", 1)
    assert polls_of(log).is_due()


@pytest.mark.parametrize("option", [-1, 3, 99])
async def test_an_option_that_is_not_there_is_refused(option: int) -> None:
    polls = await opened(KeptLog())
    with pytest.raises(TakingPartError) as caught:
        await polls.vote("anna", option)
    assert caught.value.word == "option"


async def test_somebody_who_changes_again_and_again_is_stopped() -> None:
    polls = await opened(KeptLog())
    for number in range(20):
        await polls.vote("anna", number % 3)
    with pytest.raises(TakingPartError) as caught:
        await polls.vote("anna", 0)
    assert caught.value.word == "fast"


@pytest.mark.parametrize(
    ("text", "option"),
    [("1", 0), (" 3 ", 2), ("２", 1), ("①", 0), ("4", None), ("0", None), ("1!", None), ("", None)],
)
async def test_a_typed_number_is_a_vote(text: str, option: int | None) -> None:
    polls = await opened(KeptLog())
    assert polls.typed(text) == option
    await polls.close("owner")
    assert polls.typed(text) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=25),
    st.integers(0, 25),
    st.integers(0, 4),
)
def test_whatever_comes_between_what_was_counted_is_what_the_log_says(
    votes: list[tuple[str, int]], close_after: int, turns: int
) -> None:
    async def play() -> None:
        log, tasks = KeptLog(turns), TaskGroupKeeper("test")
        polls = await opened(log)

        async def vote(actor: str, option: int) -> None:
            with contextlib.suppress(TakingPartError):
                await polls.vote(actor, option)

        doing = [tasks.start(vote(*one), "vote") for one in votes[:close_after]]
        await asyncio.sleep(0)
        doing.append(tasks.start(polls.close("owner"), "close"))
        doing += [tasks.start(vote(*one), "vote") for one in votes[close_after:]]
        await asyncio.gather(*doing)
        told = {one.actor: one.payload for one in log.records}
        counts = [0, 0, 0]
        for payload in told.values():
            if isinstance(payload, PollVoted):
                counts[payload.option] += 1
        assert polls.now is not None
        assert polls.now.counts == tuple(counts)
        anew = polls_of(log)
        assert (anew.now, anew.past) == (polls.now, polls.past)

    asyncio.run(play())

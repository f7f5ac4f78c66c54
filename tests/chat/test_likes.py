import asyncio

import pytest

from studio.chat.likes import Likes
from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.core.records.engage import HeartsGiven
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from tests.support.kept_log import KeptLog


async def test_hearts_are_counted_at_once_and_written_in_sums() -> None:
    log = KeptLog()
    likes = Likes(log.append, log.clock)
    assert not await likes.write()
    assert likes.give("anna", 3) + likes.give("ben", 2) == 5
    assert likes.total("show-1") == 5
    assert await likes.write()
    assert [one.payload for one in log.records] == [HeartsGiven(5)]
    assert likes.total("show-1") == 5
    anew = Likes(log.append, log.clock)
    for record in log.records:
        anew.follow(record)
    assert (anew.total("show-1"), anew.total("show-2")) == (5, 0)


async def test_what_was_not_written_comes_with_the_next_sum_and_nothing_twice() -> None:
    log = KeptLog(turns=2)
    likes = Likes(log.append, log.clock)
    likes.give("anna", 4)
    keep, likes._append = likes._append, refuse
    with pytest.raises(UnavailableError):
        await likes.write()
    likes._append = keep
    likes.give("ben", 1)
    written = await asyncio.gather(likes.write(), likes.write())
    assert list(written) == [True, False]
    assert likes.total("show-1") == 5
    assert [one.payload for one in log.records] == [HeartsGiven(5)]


async def refuse(_payload: Payload, _actor: str) -> Record:
    raise UnavailableError("the disk is full", "store")


async def test_one_viewer_gives_four_a_second_and_another_is_not_hindered() -> None:
    log = KeptLog()
    likes = Likes(log.append, log.clock)
    assert likes.give("anna", 1000) == 8
    assert likes.give("anna", 1000) == 0
    assert likes.give("ben", 1) == 1
    log.clock.advance(NS_PER_S)
    assert likes.give("anna", 1000) == 4
    assert likes.give("anna", -5) == 0
    assert likes.total("show-1") == 13

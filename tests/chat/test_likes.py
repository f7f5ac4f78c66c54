from studio.chat.likes import Likes
from studio.core.clock import NS_PER_S
from studio.core.records.engage import HeartsGiven
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

from studio.engine.guests.lobby import WAITING, GuestLobby
from studio.engine.media import Picture
from studio.engine.sources.base import Reading


def test_a_feed_is_one_a_link_and_says_why_it_is_empty() -> None:
    lobby = GuestLobby()
    feed = lobby.feed("guest-a")
    assert lobby.feed("guest-a") is feed
    assert lobby.feed("guest-b") is not feed
    assert (feed.is_open, feed.reason) == (False, WAITING)
    feed.put(Reading(Picture(0, 1)))
    assert feed.get(0.0) is None, "nobody sends"
    feed.begin()
    feed.put(Reading(Picture(0, 2)))
    reading = feed.get(0.0)
    assert reading is not None
    assert reading.picture == Picture(0, 2)
    feed.put(Reading(Picture(0, 3)))
    feed.end("the guest has left")
    assert feed.get(0.0) is None, "what is old is not shown later"
    assert feed.reason == "the guest has left"


def test_what_nobody_takes_is_dropped_and_counted() -> None:
    feed = GuestLobby().feed("guest-a")
    feed.begin()
    for number in range(100):
        feed.put(Reading(Picture(0, number)))
    assert feed.dropped == 36

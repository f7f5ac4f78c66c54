import numpy as np
import pytest

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError
from studio.core.sources import GuestSettings
from studio.engine.guests.lobby import GuestLobby
from studio.engine.media import BLOCK_SAMPLES, AudioBlock, MediaClock, Picture
from studio.engine.sources.base import Reading
from studio.engine.sources.guest import GuestDriver
from tests.fakes.virtual_clock import VirtualClock

_SILENCE = AudioBlock(np.zeros((BLOCK_SAMPLES, 2), np.float32), 0)


class Stand:
    """A driver and the feed of its link."""

    def __init__(self) -> None:
        self.time = VirtualClock()
        lobby = GuestLobby()
        self.feed = lobby.feed("guest-a")
        self.driver = GuestDriver(GuestSettings("guest-a"), MediaClock(self.time), lobby)
        self.driver.open()

    def read_after(self, seconds: float) -> Reading:
        self.time.advance(int(seconds * NS_PER_S))
        return self.driver.read()


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_it_waits_and_says_for_what(stand: Stand) -> None:
    assert "waiting for the phone" in stand.driver.read().waits_for
    stand.feed.begin()
    assert stand.driver.read() == Reading()
    stand.feed.put(Reading(Picture(0, 1)))
    assert stand.driver.read().picture == Picture(0, 1)
    stand.feed.end("the guest link was withdrawn")
    assert stand.driver.read().waits_for == "the guest link was withdrawn"


def test_a_silent_phone_is_noticed_and_may_come_back(stand: Stand) -> None:
    stand.feed.begin()
    assert stand.read_after(1).waits_for == ""
    assert "sends nothing" in stand.read_after(5).waits_for
    stand.feed.put(Reading(Picture(0, 1)))
    assert stand.driver.read() == Reading(Picture(0, 1))


def test_a_picture_that_stopped_is_noticed_while_sound_goes_on(stand: Stand) -> None:
    stand.feed.begin()
    stand.feed.put(Reading(Picture(0, 1)))
    stand.driver.read()
    stand.feed.put(Reading(sound=_SILENCE))
    assert stand.read_after(1).waits_for == ""
    stand.feed.put(Reading(sound=_SILENCE))
    reading = stand.read_after(4)
    assert "no picture" in reading.waits_for
    assert reading.sound is _SILENCE


def test_a_guest_without_a_camera_is_only_heard(stand: Stand) -> None:
    stand.feed.begin()
    stand.feed.put(Reading(sound=_SILENCE))
    assert stand.read_after(60).waits_for == ""


def test_it_needs_a_link() -> None:
    driver = GuestDriver(GuestSettings(""), MediaClock(), GuestLobby())
    with pytest.raises(BadInputError, match="no guest link"):
        driver.open()

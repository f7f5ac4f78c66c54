"""One phone's connection: picture, sound, losses and ends, with a real sender on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest
from aiortc.rtp import RTCP_PSFB_APP, RTCP_PSFB_PLI

from studio.core.errors import BadInputError
from studio.engine.guests.lobby import GuestLobby
from studio.engine.guests.peer import LOST, GuestPeer
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.outputs.rtc_hooks import use_host_addresses
from tests.support.rtc_guest import SIZE_PX, TONE_HZ, RtcGuest
from tests.support.sound import loudest_hz
from tests.support.waiting import until

_PATIENCE_S = 30.0


class Stand:
    """A feed, and what became of its peer."""

    def __init__(self) -> None:
        use_host_addresses(is_loopback_only=True)
        self.feed = GuestLobby().feed("guest-a")
        self.feed.begin()
        self.ends: list[str] = []
        self.clock = MediaClock()
        self.peer = GuestPeer("s" * 43, "guest-a", self.feed, self.clock, self._ended)
        self.pictures: list[Picture] = []
        self.sounds: list[AudioBlock] = []

    def _ended(self, _peer: GuestPeer, reason: str) -> None:
        self.ends.append(reason)

    def take(self) -> None:
        while (reading := self.feed.get(0.0)) is not None:
            if reading.picture is not None:
                self.pictures.append(reading.picture)
            if reading.sound is not None:
                self.sounds.append(reading.sound)

    async def until_pictures(self, count: int) -> None:
        def has_come() -> bool:
            self.take()
            return len(self.pictures) >= count

        await until(has_come, _PATIENCE_S)

    async def until_sounds(self, count: int) -> None:
        def has_come() -> bool:
            self.take()
            return len(self.sounds) >= count

        await until(has_come, _PATIENCE_S)


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    made = Stand()
    yield made
    await made.peer.close("")
    await asyncio.sleep(0.05)  # its tasks have been told, and end on this loop


@asynccontextmanager
async def sending(stand: Stand, guest: RtcGuest) -> AsyncIterator[RtcGuest]:
    async with guest:
        await guest.take_answer(await stand.peer.answer(await guest.offer()))
        yield guest


@pytest.mark.parametrize("codec", ["video/H264", "video/VP8"])
async def test_picture_and_sound_arrive(stand: Stand, codec: str) -> None:
    async with sending(stand, RtcGuest(180, codec)):
        await stand.until_pictures(20)
        last = stand.pictures[-1]
        assert (last.width_px, last.height_px) == SIZE_PX
        assert last.frame is not None
        assert abs(int(np.asarray(last.frame.to_ndarray())[90, 160]) - 180) < 4
        await stand.until_sounds(40)
        wave = np.concatenate([block.samples for block in stand.sounds])
        assert abs(loudest_hz(wave) - TONE_HZ) < 20
        stamps = [block.media_ns for block in stand.sounds]
        assert stamps == sorted(stamps)
        status = stand.peer.status()
        assert status.width_px == SIZE_PX[0]
        assert status.received_bps > 0 or status.connected_s < 0.5


async def test_leaving_ends_it_once(stand: Stand) -> None:
    async with sending(stand, RtcGuest()) as guest:
        await stand.until_pictures(5)
        await guest.peer.close()
        await until(lambda: bool(stand.ends), _PATIENCE_S)
    await stand.peer.close("again")
    assert stand.ends == [LOST]


async def test_a_picture_that_is_too_large_is_put_out(stand: Stand) -> None:
    async with sending(stand, RtcGuest(has_sound=False, size_px=(2560, 1440))):
        await until(lambda: bool(stand.ends), _PATIENCE_S)
    assert "larger than" in stand.ends[0]


async def test_an_offer_that_means_nothing_is_refused(stand: Stand) -> None:
    with pytest.raises(BadInputError, match="cannot be answered"):
        await stand.peer.answer("v=0\r\nm=video x y z\r\n")


async def test_the_answer_receives_and_prefers_h264(stand: Stand) -> None:
    async with RtcGuest(codec="video/H264") as guest:
        answer = await stand.peer.answer(await guest.offer())
    assert answer.count("a=recvonly") == 2
    assert "a=rtcp-mux-only" in answer
    assert "goog-remb" in answer
    assert "nack pli" in answer


async def test_the_phone_hears_how_much_it_may_send_and_when_a_picture_is_missed(
    stand: Stand,
) -> None:
    async with sending(stand, RtcGuest(has_sound=False)) as guest:
        heard = guest.hear_reports()
        await stand.until_pictures(5)
        await stand.peer._hooks["video"].start_anew()
        await until(lambda: RTCP_PSFB_PLI in heard, _PATIENCE_S)
        await until(lambda: RTCP_PSFB_APP in heard, _PATIENCE_S)
        count = len(stand.pictures)
        await stand.until_pictures(count + 5)

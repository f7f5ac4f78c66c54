"""A receiver on a line that loses: what is missed is asked for, and given up in time."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiortc.rtp import RTCP_PSFB_PLI, RtpPacket

from tests.engine.guests.test_peer import Stand, sending
from tests.support.rtc_guest import RtcGuest
from tests.support.waiting import until

_PATIENCE_S = 30.0


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    made = Stand()
    yield made
    await made.peer.close("")
    await asyncio.sleep(0.05)  # its tasks have been told, and end on this loop


def lose(stand: Stand, is_lost: Callable[[RtpPacket], bool]) -> None:
    """From now on those packets do not arrive."""
    receiver = stand.peer._hooks["video"]._receiver
    before = receiver._handle_rtp_packet

    async def handle(packet: RtpPacket, arrival_time_ms: int) -> None:
        if not is_lost(packet):
            await before(packet, arrival_time_ms)

    receiver._handle_rtp_packet = handle


@pytest.mark.parametrize("codec", ["video/H264", "video/VP8"])
async def test_a_gap_that_stays_costs_a_key_frame_and_no_more(stand: Stand, codec: str) -> None:
    async with sending(stand, RtcGuest(codec=codec, has_sound=False)) as guest:
        await stand.until_pictures(10)
        heard = guest.hear_reports()
        gone: list[int] = []

        def is_lost(packet: RtpPacket) -> bool:
            """The next number, and every repetition of whatever."""
            if not gone:
                gone.append(packet.sequence_number)
            return packet.sequence_number in gone or packet.ssrc != stand.peer._hooks["video"]._ssrc

        lose(stand, is_lost)
        await until(lambda: stand.peer._hooks["video"].given_up > 0, _PATIENCE_S)
        await until(lambda: RTCP_PSFB_PLI in heard, _PATIENCE_S)
        count = len(stand.pictures)
        await stand.until_pictures(count + 20)


async def test_what_is_lost_is_asked_for_until_it_comes(stand: Stand) -> None:
    async with sending(stand, RtcGuest(has_sound=False)):
        await stand.until_pictures(10)
        hook = stand.peer._hooks["video"]
        number = [0]

        def every_tenth(_packet: RtpPacket) -> bool:
            number[0] += 1
            return number[0] % 10 == 0

        lose(stand, every_tenth)
        count = len(stand.pictures)
        await stand.until_pictures(count + 60)
        assert hook.given_up <= 1


async def test_uneven_delays_are_not_taken_for_a_full_line(stand: Stand) -> None:
    async with sending(stand, RtcGuest(has_sound=False)):
        await stand.until_pictures(2)
        hook = stand.peer._hooks["video"]
        for said, told in (((9_000, [7]), (600_000, [7])), ((2_000_000, [7]), (2_000_000, [7]))):
            hook._estimate_before = lambda said=said, **_arrival: said
            assert hook._estimate(ssrc=7) == told
        hook._estimate_before = lambda **_arrival: None
        assert hook._estimate(ssrc=7) is None

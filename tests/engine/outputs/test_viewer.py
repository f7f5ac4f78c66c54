import asyncio
from collections.abc import Callable

import pytest

from studio.core.clock import NS_PER_S, SystemClock
from studio.core.errors import BadInputError
from studio.engine.outputs.rtc_hooks import use_host_addresses
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.viewer import Viewer, with_rtcp_mux_only
from tests.support.encoded import video
from tests.support.rtc_viewer import RtcViewer
from tests.support.waiting import until

_PATIENCE_S = 30.0


class Stand:
    """One viewer on this very loop."""

    def __init__(self) -> None:
        use_host_addresses(is_loopback_only=True)
        self.ended: list[str] = []
        self.asked = 0
        self.viewer = Viewer(
            "v1", SystemClock(), SharedPayloads(), _wall_ns, self._ask, self.ended.append
        )

    def _ask(self, number: int) -> None:
        self.asked += 1


def _wall_ns(media_ns: int) -> int:
    return 1_700_000_000 * NS_PER_S + media_ns


async def _receive(stand: Stand, watcher: RtcViewer, is_enough: Callable[[], bool]) -> None:
    """Offer packets, as the server does, until it is enough."""
    for _ in range(100):
        for packet in video(1.0):
            stand.viewer.offer(packet)
            await asyncio.sleep(0.01)
            if is_enough():
                return


async def test_it_answers_for_sending_h264_and_opus_only() -> None:
    stand = Stand()
    async with RtcViewer() as watcher:
        answer = await stand.viewer.answer(await watcher.offer())
        assert answer.count("a=sendonly") == 2
        assert "H264/90000" in answer
        assert "opus/48000/2" in answer
        assert "VP8" not in answer
        assert answer.count("a=rtcp-mux-only") == 2
        assert "a=candidate" in answer
        assert all("127.0.0.1" in line for line in answer.splitlines() if "a=candidate" in line)
        streams = {line.split()[0] for line in answer.splitlines() if line.startswith("a=msid:")}
        assert len(streams) == 1  # the browser keeps picture and voice of one stream together
    await stand.viewer.close()
    await until(lambda: len(asyncio.all_tasks()) == 1, _PATIENCE_S)  # it was still connecting


async def test_packets_wait_until_somebody_can_receive_them() -> None:
    stand = Stand()
    for packet in video(1.0):
        stand.viewer.offer(packet)
    assert stand.viewer.status().dropped_frames == 0
    async with RtcViewer() as watcher:
        await watcher.take_answer(await stand.viewer.answer(await watcher.offer()))
        await until(lambda: watcher.peer.connectionState == "connected", _PATIENCE_S)
        await until(lambda: stand.asked > 0, _PATIENCE_S)
        seen = asyncio.get_running_loop().create_task(watcher.pictures(3), name="seen")
        await _receive(stand, watcher, seen.done)
        assert len(await seen) == 3
        status = stand.viewer.status()
        assert status.id == "v1"
        assert status.connected_s > 0
    await stand.viewer.close()


async def test_closing_twice_ends_once() -> None:
    stand = Stand()
    await stand.viewer.close()
    await stand.viewer.close()
    assert stand.ended == ["v1"]


async def test_an_offer_that_the_library_chokes_on_is_one_clear_error() -> None:
    stand = Stand()
    async with RtcViewer() as watcher:
        offer = (await watcher.offer()).replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 7 8")
        with pytest.raises(BadInputError, match="cannot be answered"):
            await stand.viewer.answer(offer.replace("m=video", "m=audio"))
    await stand.viewer.close()


def test_mux_only_is_said_in_each_section() -> None:
    sdp = "m=audio\r\na=rtcp-mux\r\nm=video\r\na=rtcp-mux\r\n"
    assert with_rtcp_mux_only(sdp).count("a=rtcp-mux-only\r\n") == 2

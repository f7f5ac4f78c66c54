import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

import numpy as np
import pytest

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.engine.outputs.whep import ViewerServer
from tests.support.broadcast import Broadcast
from tests.support.encoded import SIZE_PX, number_of
from tests.support.rtc_viewer import RtcViewer
from tests.support.sound import loudest_hz
from tests.support.waiting import until

_PATIENCE_S = 30.0
T = TypeVar("T")


class Stand:
    """A broadcast and its viewers' server."""

    def __init__(self, broadcast: Broadcast) -> None:
        self.key_frames_asked = 0
        self._hand = ThreadPoolExecutor(1, "hand")
        self.server = ViewerServer(
            broadcast.fanout, self._ask, 2, broadcast.clock, is_loopback_only=True
        )

    def _ask(self) -> None:
        self.key_frames_asked += 1

    async def call(self, method: Callable[..., T], *arguments: object) -> T:
        """Call the server from a thread of its own, as the link's threads do."""
        return await asyncio.wrap_future(self._hand.submit(method, *arguments))

    def close(self) -> None:
        """The server and the thread end."""
        self.server.stop()
        self._hand.shutdown()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[tuple[RtcViewer, str]]:
        """Somebody who watches, and the id of their session."""
        async with RtcViewer() as viewer:
            opened = await self.call(self.server.open, await viewer.offer())
            await viewer.take_answer(opened.answer_sdp)
            yield viewer, opened.viewer_id


@pytest.fixture
def stand() -> Iterator[Stand]:
    with Broadcast() as broadcast:
        made = Stand(broadcast)
        made.server.start()
        yield made
        made.close()


async def test_picture_and_sound_arrive_and_decode(stand: Stand) -> None:
    async with stand.watching() as (viewer, viewer_id):
        pictures = await viewer.pictures(40)
        numbers = [number_of(picture) for picture in pictures]
        steps = [(after - before) % 8 for before, after in itertools.pairwise(numbers)]
        assert (pictures[0].width, pictures[0].height) == SIZE_PX
        assert steps.count(1) >= len(steps) - 1  # in order; the film may start over once
        sound = np.concatenate(
            [piece.to_ndarray().reshape(-1, 2) for piece in await viewer.sounds(60)]
        )
        assert loudest_hz(sound[4800:].astype(np.float32)) == pytest.approx(1000, abs=10)
        (status,) = stand.server.statuses()
        assert status.id == viewer_id
        await until(lambda: stand.server.statuses()[0].sent_bps > 10_000, _PATIENCE_S)


async def test_who_joins_late_begins_with_a_key_frame_that_was_asked_for(stand: Stand) -> None:
    async with stand.watching() as (first, _):
        await first.pictures(5)
        asked = stand.key_frames_asked
        async with stand.watching() as (second, _):
            assert len(await second.pictures(5)) == 5
            assert stand.key_frames_asked > asked
            assert len(await first.pictures(5)) == 5
            assert len(stand.server.statuses()) == 2


async def test_a_lost_picture_leads_to_a_key_frame(stand: Stand) -> None:
    async with stand.watching() as (viewer, _):
        await viewer.pictures(3)
        asked = stand.key_frames_asked
        await viewer.ask_for_key_frame()
        await until(lambda: stand.key_frames_asked > asked, _PATIENCE_S)
        assert stand.server.statuses()[0].key_frame_requests >= 1


async def test_a_full_house_is_said_and_a_place_becomes_free(stand: Stand) -> None:
    async with stand.watching(), stand.watching() as (_viewer, viewer_id), RtcViewer() as third:
        offer = await third.offer()
        with pytest.raises(UnavailableError, match="2 people watch"):
            await stand.call(stand.server.open, offer)
        await stand.call(stand.server.close_viewer, viewer_id)
        opened = await stand.call(stand.server.open, offer)
        await third.take_answer(opened.answer_sdp)
        assert len(await third.pictures(2)) == 2


async def test_who_leaves_without_a_word_is_forgotten(stand: Stand) -> None:
    async with stand.watching() as (viewer, _):
        await viewer.pictures(1)
    await until(lambda: stand.server.statuses() == (), _PATIENCE_S)


async def test_the_end_of_the_show_closes_everybody(stand: Stand) -> None:
    async with stand.watching() as (viewer, _):
        await viewer.pictures(1)
        await stand.call(stand.server.close_all)
        assert stand.server.statuses() == ()
        await until(lambda: viewer.peer.connectionState == "closed", _PATIENCE_S)


def test_a_session_that_is_not_there_is_not_found(stand: Stand) -> None:
    with pytest.raises(NotFoundError):
        stand.server.close_viewer("gone")
    with pytest.raises(NotFoundError):
        stand.server.add_candidates("gone", "a=mid:0\r\n")


async def test_a_bad_offer_or_candidate_disturbs_nobody(stand: Stand) -> None:
    async with stand.watching() as (viewer, viewer_id):
        await viewer.pictures(1)
        with pytest.raises(BadInputError, match="SDP"):
            stand.server.open("v=0\r\nnonsense\r\n")
        with pytest.raises(BadInputError, match="fragment line 2"):
            stand.server.add_candidates(viewer_id, "a=mid:0\r\na=candidate:nonsense\r\n")
        stand.server.add_candidates(
            viewer_id, "a=mid:0\r\na=candidate:1 1 udp 1 no.such.name.invalid 9 typ host\r\n"
        )
        assert len(await viewer.pictures(5)) == 5


def test_a_server_that_does_not_run_says_so() -> None:
    with Broadcast() as broadcast:
        server = Stand(broadcast).server
        with pytest.raises(UnavailableError, match="does not run"):
            server.close_all()

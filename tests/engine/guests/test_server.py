"""Guests come, go, are replaced and put out; bad offers change nothing."""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages.requests import OpenGuest
from studio.core.messages.results import GuestOpened
from studio.engine.guests.lobby import WAITING, GuestFeed, GuestLobby
from studio.engine.guests.server import GuestServer
from studio.engine.media import MediaClock
from studio.engine.outputs.rtc_hooks import use_host_addresses
from tests.support.rtc_guest import RtcGuest
from tests.support.rtc_viewer import RtcViewer
from tests.support.waiting import until

_PATIENCE_S = 30.0
T = TypeVar("T")


class Stand:
    """A server, asked from a thread of its own as the link's threads do."""

    def __init__(self) -> None:
        use_host_addresses(is_loopback_only=True)
        self.lobby = GuestLobby()
        self.server = GuestServer(self.lobby, MediaClock())
        self._hand = ThreadPoolExecutor(1, "hand")

    async def call(self, method: Callable[..., T], *arguments: object) -> T:
        return await asyncio.wrap_future(self._hand.submit(method, *arguments))

    def close(self) -> None:
        self.server.stop()
        self._hand.shutdown()

    @asynccontextmanager
    async def sending(self, link_id: str) -> AsyncIterator[GuestOpened]:
        """Somebody who sends by that link."""
        async with RtcGuest() as guest:
            opened = await self.call(
                self.server.open, OpenGuest(link_id, "Phone", await guest.offer())
            )
            await guest.take_answer(opened.answer_sdp)
            await until(
                lambda: any(one.link_id == link_id for one in self.server.statuses()), _PATIENCE_S
            )
            yield opened


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    made.server.start()
    yield made
    made.close()


async def test_two_guests_at_once(stand: Stand) -> None:
    async with stand.sending("guest-a"), stand.sending("guest-b"):
        assert {one.link_id for one in stand.server.statuses()} == {"guest-a", "guest-b"}
        for link_id in ("guest-a", "guest-b"):
            feed = stand.lobby.feed(link_id)
            await until(functools.partial(_has_picture, feed), _PATIENCE_S)


def _has_picture(feed: GuestFeed) -> bool:
    reading = feed.get(0.0)
    return reading is not None and reading.picture is not None


async def test_a_guest_who_leaves_frees_the_link(stand: Stand) -> None:
    async with stand.sending("guest-a") as opened:
        await stand.call(stand.server.close_guest, "guest-a", opened.session_id, "")
        assert stand.server.statuses() == ()
        assert stand.lobby.feed("guest-a").reason == "the guest has left"
        with pytest.raises(NotFoundError):
            await stand.call(stand.server.close_guest, "guest-a", opened.session_id, "")


async def test_one_who_is_put_out_leaves_the_reason(stand: Stand) -> None:
    async with stand.sending("guest-a"):
        await stand.call(stand.server.close_guest, "guest-a", "", "the guest link was withdrawn")
        assert stand.lobby.feed("guest-a").reason == "the guest link was withdrawn"
    await stand.call(stand.server.close_guest, "guest-a", "", "")
    assert stand.lobby.feed("guest-a").reason == WAITING


async def test_the_newest_by_one_link_is_in(stand: Stand) -> None:
    async with stand.sending("guest-a") as first, stand.sending("guest-a") as second:
        assert first.session_id != second.session_id
        assert stand.lobby.feed("guest-a").is_open
        with pytest.raises(NotFoundError):
            await stand.call(stand.server.add_candidates, "guest-a", first.session_id, "a=mid:0")
        await stand.call(stand.server.add_candidates, "guest-a", second.session_id, "a=mid:0")


async def test_what_a_link_is_not_for_is_refused(stand: Stand) -> None:
    async with RtcGuest() as guest:
        offer = await guest.offer()
    for parts, says in (((True, False), "audio"), ((False, True), "video")):
        with pytest.raises(BadInputError, match=f"not for {says}"):
            stand.server.open(OpenGuest("guest-a", "Phone", offer, *parts))


async def test_there_is_a_limit(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.engine.guests.server.MOST_CONNECTED", 1)
    async with stand.sending("guest-a"), RtcGuest() as guest:
        with pytest.raises(UnavailableError, match="the limit"):
            await stand.call(stand.server.open, OpenGuest("guest-b", "B", await guest.offer()))


async def test_somebody_who_only_watches_is_no_guest(stand: Stand) -> None:
    async with RtcViewer() as viewer:
        with pytest.raises(BadInputError, match="a guest sends"):
            stand.server.open(OpenGuest("guest-a", "A", await viewer.offer()))


@functools.cache
def real_offer() -> str:
    async def make() -> str:
        async with RtcGuest() as guest:
            return await guest.offer()

    return asyncio.run(make())


@st.composite
def damaged_offers(draw: st.DrawFn) -> str:
    """A real offer with a few lines lost, doubled, cut or scribbled on."""
    lines = real_offer().split("\r\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "cut", "noise"])):
            case "drop":
                del lines[place]
            case "double":
                lines.insert(place, lines[place])
            case "cut":
                lines[place] = lines[place][: len(lines[place]) // 2]
            case _:
                lines[place] += draw(st.text(max_size=5))
    return "\r\n".join(lines)


def test_a_damaged_offer_is_answered_or_refused_in_a_sentence(stand: Stand) -> None:
    @settings(max_examples=40)
    @given(damaged_offers())
    def attempt(offer: str) -> None:
        refusal: StudioError | None = None
        try:
            stand.server.open(OpenGuest("guest-a", "A", offer))
        except StudioError as error:
            refusal = error
        assert refusal is None or refusal.what

    attempt()

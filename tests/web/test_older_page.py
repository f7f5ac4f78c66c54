from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web

from studio.core.chat import MessageState
from studio.core.errors import UnavailableError
from studio.core.room import RoomMessage
from studio.web.older_page import PAGE, OlderPage
from tests.fakes.virtual_clock import VirtualClock
from tests.support.room_messages import room_message
from tests.support.site import serving

HOUR_MS = 3_600_000


class PlayedRoom:
    """What is in the log, oldest first."""

    def __init__(self) -> None:
        self.kept: list[RoomMessage] = []
        self.asked = 0
        self.is_away = False

    async def before(self, place: int, most: int) -> Sequence[RoomMessage]:
        self.asked += 1
        if self.is_away:
            raise UnavailableError("not now", "chat")
        return [one for one in self.kept if one.event_id < place][-most:]


class Site:
    """The route, asked as a page does."""

    def __init__(self, client: aiohttp.ClientSession, room: PlayedRoom) -> None:
        self.client = client
        self.room = room

    async def ask(self, before: object) -> tuple[int, Any]:
        async with self.client.get(f"/api/chat/older?before={before}") as response:
            is_json = response.content_type == "application/json"
            return response.status, await response.json() if is_json else None


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    room, application = PlayedRoom(), web.Application()
    OlderPage(room.before, VirtualClock(wall_ms=1_700_000_000_000 + HOUR_MS)).add_to(application)
    async with (
        serving(application) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
    ):
        yield Site(client, room)


async def test_a_page_at_a_time_until_there_is_no_more(site: Site) -> None:
    site.room.kept = [room_message(number) for number in range(1, 121)]
    places: list[int] = []
    before, has_more = 121, True
    while has_more:
        status, page = await site.ask(before)
        assert status == 200
        numbers = [one["n"] for one in page["messages"]]
        assert numbers == sorted(numbers)
        assert len(numbers) <= PAGE
        places = numbers + places
        before, has_more = (numbers or [1])[0], page["hasMore"]
    assert places == list(range(1, 121))


async def test_only_what_everybody_may_see(site: Site) -> None:
    site.room.kept = [
        room_message(1, "seen"),
        room_message(2, "held", state=MessageState.HELD),
        room_message(3, "deleted", state=MessageState.DELETED),
        room_message(4, "dropped", state=MessageState.DROPPED),
        room_message(5, "", ""),  # erased
    ]
    _, page = await site.ask(9)
    assert [one["parts"] for one in page["messages"]] == [[["text", "seen"]]]
    assert not page["hasMore"]


async def test_a_flood_that_was_deleted_is_looked_past(site: Site) -> None:
    spam = [room_message(number, state=MessageState.DELETED) for number in range(2, 3 * PAGE)]
    site.room.kept = [room_message(1, "before the flood"), *spam]
    _, page = await site.ask(3 * PAGE)
    assert [one["n"] for one in page["messages"]] == [1]


async def test_one_question_never_reads_the_whole_log(site: Site) -> None:
    site.room.kept = [
        room_message(number, state=MessageState.DELETED) for number in range(1, 50 * PAGE)
    ]
    _, page = await site.ask(50 * PAGE)
    assert site.room.asked <= 4
    assert page == {"messages": [], "hasMore": True}


async def test_what_is_older_than_a_show_is_not_told(site: Site) -> None:
    young = room_message(2)
    old_ms = young.message.received_wall_ms - 6 * HOUR_MS
    message = msgspec.structs.replace(room_message(1).message, received_wall_ms=old_ms)
    site.room.kept = [RoomMessage(1, message), young]
    _, page = await site.ask(9)
    assert [one["n"] for one in page["messages"]] == [2]
    assert not page["hasMore"]


@pytest.mark.parametrize("before", ["", "0", "-1", "x", "9" * 19, "１", "1;drop"])
async def test_a_place_that_is_none_is_refused(site: Site, before: str) -> None:
    assert (await site.ask(before))[0] == 400
    assert site.room.asked == 0


async def test_it_says_when_it_cannot_and_when_it_is_asked_too_often(site: Site) -> None:
    site.room.is_away = True
    assert await site.ask(9) == (409, {"refused": "away", "waitS": 0})
    answers = [await site.ask(9) for _ in range(25)]
    assert answers[-1][1]["refused"] == "fast"

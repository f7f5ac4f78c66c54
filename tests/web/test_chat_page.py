"""The page's chat over real HTTP: names, posts, refusals, and who is told what."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings, Writers
from studio.core.clock import SystemClock
from studio.core.errors import UnavailableError
from studio.core.messages.events import (
    ChatSettingsChanged,
    MessagesAdded,
    MessagesChanged,
    PersonsChanged,
    ShieldChanged,
)
from studio.core.room import MessageChange, PersonStanding, PostRefusedError, RoomMessage
from studio.core.shield import ShieldProfile, ShieldState
from studio.web.chat_page import ChatPage
from studio.web.chat_session import COOKIE
from tests.support.chat_messages import message
from tests.support.site import serving
from tests.support.waiting import until

NAME, POST = "/api/chat/name", "/api/chat/messages"


class PlayedRoom:
    """Takes everything, unless it is told to refuse."""

    def __init__(self) -> None:
        self.settings: ChatSettings | None = ChatSettings(slow_mode_s=5)
        self.posted: list[tuple[str, str, str]] = []
        self.user_ids: set[str] = set()
        self.refusal: Exception | None = None
        self.state = MessageState.VISIBLE

    def actor_of_page(self, user_id: str) -> str:
        """Easy to read."""
        self.user_ids.add(user_id)
        return f"p-{user_id}"

    def history(self, actor: str) -> Sequence[RoomMessage]:
        """One message."""
        del actor
        return [RoomMessage(1, message("before"))]

    async def post(self, user_id: str, name: str, text: str, reply_to: str) -> RoomMessage:
        """Kept."""
        if self.refusal is not None:
            raise self.refusal
        self.user_ids.add(user_id)
        self.posted.append((name, text, reply_to))
        return RoomMessage(2, message(text), self.state)


class Site:
    """The page with its room, and a browser's session on it."""

    def __init__(self, page: ChatPage, room: PlayedRoom, client: aiohttp.ClientSession) -> None:
        self.page = page
        self.room = room
        self.client = client
        self.origin = ""

    async def send(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        """Status and answer."""
        given = {"Origin": self.origin, **headers}
        async with self.client.post(path, json=body, headers=given) as response:
            is_json = response.content_type == "application/json"
            return response.status, await response.json() if is_json else await response.text()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """An open page."""
        headers = {"Origin": self.origin}
        async with self.client.ws_connect("/api/chat", headers=headers) as socket:
            yield socket


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    room = PlayedRoom()
    page = ChatPage(room, lambda: b"key", SystemClock())
    application = web.Application(client_max_size=64 * 1024)
    page.add_to(application)
    jar = aiohttp.CookieJar(unsafe=True)
    async with serving(application) as port:
        address = f"http://127.0.0.1:{port}"
        async with aiohttp.ClientSession(address, cookie_jar=jar) as client:
            made = Site(page, room, client)
            made.origin = address
            yield made
            await page.close()


async def heard(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    said: dict[str, Any] = await socket.receive_json(timeout=10)
    return said


async def test_a_name_is_a_cookie_that_no_script_reads(site: Site) -> None:
    given = {"Origin": site.origin}
    async with site.client.post(NAME, json={"name": " Anna\u202e "}, headers=given) as response:
        assert await response.json() == {"name": "Anna"}
        cookie = response.cookies[COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/api/chat")
    status, answer = await site.send(POST, {"text": "hello", "replyTo": "m-1"})
    assert (status, answer["isWaiting"]) == (200, False)
    assert site.room.posted == [("Anna", "hello", "m-1")]


async def test_without_a_name_nothing_is_said_but_everything_read(site: Site) -> None:
    assert await site.send(POST, {"text": "hello"}) == (409, {"refused": "noName", "waitS": 0})
    assert (await site.send(NAME, {"name": "\u200b"}))[1]["refused"] == "noName"
    async with site.listening() as socket:
        hello = await heard(socket)
    assert (hello["type"], hello["name"]) == ("hello", "")
    assert (hello["isOpen"], hello["slowModeS"]) == (True, 5)
    assert [one["parts"] for one in hello["messages"]] == [[["text", "before"]]]


@pytest.mark.parametrize("origin", ["", "http://evil.example", "null"])
async def test_another_sites_page_does_nothing_here(site: Site, origin: str) -> None:
    await site.send(NAME, {"name": "Anna"})
    site.origin = origin
    assert (await site.send(NAME, {"name": "Ben"}))[0] == 403
    assert (await site.send(POST, {"text": "hello"}))[0] == 403
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        async with site.listening():
            pass
    assert site.room.posted == []


@pytest.mark.parametrize(
    ("body", "status"),
    [({"text": "x" * 2001}, 400), ({"text": 5}, 400), ({"other": 1}, 400), ("x" * 9000, 413)],
)
async def test_what_is_no_message_is_refused(site: Site, body: object, status: int) -> None:
    await site.send(NAME, {"name": "Anna"})
    assert (await site.send(POST, body))[0] == status


async def test_refusals_are_words_and_seconds(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    await site.send(NAME, {"name": "Anna"})
    site.room.refusal = PostRefusedError("slow", 7)
    assert (await site.send(POST, {"text": "x"}))[1] == {"refused": "slow", "waitS": 7}
    site.room.refusal = UnavailableError("the disk is full", "store")
    assert (await site.send(POST, {"text": "x"}))[1]["refused"] == "away"
    assert "not kept" in caplog.text


async def test_one_address_cannot_flood(site: Site) -> None:
    await site.send(NAME, {"name": "Anna"})
    answers = [await site.send(POST, {"text": "x"}) for _ in range(40)]
    assert {answer[1]["refused"] for answer in answers if answer[0] == 409} == {"fast"}
    assert 30 <= len(site.room.posted) < 40


async def test_held_is_told_to_its_author_only(site: Site) -> None:
    await site.send(NAME, {"name": "Anna"})
    async with site.listening() as anna:
        hello = await heard(anna)
        site.client.cookie_jar.clear()
        async with site.listening() as stranger:
            await heard(stranger)
            (user_id,) = site.room.user_ids
            held_message = message("see www.shop.com", actor=f"p-{user_id}")
            held = RoomMessage(5, held_message, MessageState.HELD)
            site.page.hear(MessagesAdded((held, RoomMessage(6, message("hi")))))
            first, second = await heard(anna), await heard(anna)
            assert [one["messages"][0]["n"] for one in (first, second)] == [6, 5]
            assert second["messages"][0]["isWaiting"]
            site.page.hear(PersonsChanged((PersonStanding(f"p-{user_id}", -1),)))
            assert await heard(anna) == {"type": "standing", "isBlocked": True}
            site.page.hear(MessagesChanged((MessageChange("m-1", MessageState.DELETED),)))
            told = [await heard(stranger), await heard(stranger)]
    assert hello["name"] == "Anna"
    assert [one["type"] for one in told] == ["added", "changed"]
    assert [one["n"] for one in told[0]["messages"]] == [6]
    assert told[1]["changes"] == [{"id": "m-1", "message": None}]


async def test_other_settings_and_an_opened_room_are_told(site: Site) -> None:
    site.room.settings = None
    async with site.listening() as socket:
        assert not (await heard(socket))["isOpen"]
        site.room.settings = ChatSettings(slow_mode_s=30)
        site.page.hear(ChatSettingsChanged(ChatSettings()))
        assert (await heard(socket))["slowModeS"] == 30
        # A shield is stricter than what was set: the page is told what holds.
        site.room.settings = ChatSettings(writers=Writers.RETURNING, is_emote_only=True)
        site.page.hear(ShieldChanged(ShieldState(ShieldProfile.STRICT, 0, 1)))
        told = await heard(socket)
        assert (told["writers"], told["isEmoteOnly"], told["isShielded"]) == (
            "returning",
            True,
            True,
        )
        site.room.settings = ChatSettings()
        site.page.greet_all()
        assert (await heard(socket))["isOpen"]


async def test_a_page_that_speaks_on_the_socket_is_let_go(site: Site) -> None:
    async with site.listening() as socket:
        await heard(socket)
        await socket.send_str("something")
        closed = await socket.receive(timeout=10)
        assert closed.type is aiohttp.WSMsgType.CLOSE
    await until(lambda: site.page.readers == 0)


async def test_one_that_does_not_keep_up_is_let_go(site: Site) -> None:
    async with site.listening() as socket:
        await heard(socket)
        for number in range(300):  # no turn of the loop in between
            site.page.hear(MessagesAdded((RoomMessage(number, message("hi")),)))
        assert site.page.dropped_readers == 1
        await until(lambda: site.page.readers == 0)

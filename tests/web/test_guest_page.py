"""The guest page over real HTTP: files, its policy, and the news for who has a token."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, web

from studio.core.guests import GuestLifetime, GuestLink, GuestState
from studio.core.status import ShowState
from studio.web.guest_book import GuestBook
from studio.web.guest_page import (
    GUEST_HEADERS,
    GuestNews,
    GuestPage,
    over_word,
    session_mark,
)
from studio.web.page_files import ASSETS
from studio.web.viewer_page import ViewerPage
from studio.web.whip import GuestDoor
from tests.fakes.virtual_clock import VirtualClock
from tests.support.site import serving


class Stand:
    """A page, a good token, and what guests are told."""

    def __init__(self, folder: Path) -> None:
        book = GuestBook(folder / "guests.json", VirtualClock(), lambda _link, _state: None)
        self.link, self.token = book.create(
            "Phone", GuestLifetime.HOUR, has_camera=True, has_microphone=True
        )
        self.news = GuestNews("Phone", ShowState.OFF, False, False, True, True)
        self.page = GuestPage(GuestDoor(book), self._news_of)
        self.session: ClientSession

    def _news_of(self, link: GuestLink) -> GuestNews:
        assert link == self.link
        return self.news

    def tell(self, news: GuestNews) -> None:
        self.news = news
        self.page.wake()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    made = Stand(tmp_path)
    application = web.Application()
    made.page.add_to(application)
    async with serving(application) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        made.session = session
        yield made
        await made.page.close()
    await asyncio.get_running_loop().shutdown_default_executor()  # files are read there


async def next_news(response: ClientResponse) -> dict[str, Any]:
    while True:
        line = await asyncio.wait_for(response.content.readline(), 10)
        assert line, "the news ended"
        if line.strip():
            news: dict[str, Any] = json.loads(line)
            return news


async def test_the_page_and_all_that_it_names_are_there(stand: Stand) -> None:
    async with stand.session.get("/guest") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    for file in sorted([*(ASSETS / "guest").iterdir(), *(ASSETS / "page").iterdir()]):
        if file.suffix in (".css", ".js", ".svg"):
            async with stand.session.get(f"/guest/{file.name}") as response:
                assert await response.read() == file.read_bytes()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/guest", 200),
        ("GET", "/guest/nothing.js", 404),
        ("POST", "/guest", 405),
        ("GET", "/api/guest/news", 401),
    ],
)
async def test_every_answer_carries_the_policy(
    stand: Stand, method: str, path: str, status: int
) -> None:
    async with stand.session.request(method, path) as response:
        assert response.status == status
        told = {name: response.headers.get(name) for name in GUEST_HEADERS}
    assert told == GUEST_HEADERS
    assert "camera=(self)" in GUEST_HEADERS["Permissions-Policy"]


async def test_beside_the_viewer_page_each_keeps_its_own_policy(stand: Stand) -> None:
    from studio.core.settings import WebSettings
    from tests.web.test_viewer_page import _open, _signal

    viewer = ViewerPage(_open, _signal, WebSettings())
    application = web.Application()
    viewer.add_to(application)
    stand.page.add_to(application)
    async with serving(application) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        for path, says in (("/", "camera=()"), ("/guest", "camera=(self)"), ("/none", "camera=()")):
            async with session.get(path) as response:
                assert says in response.headers["Permissions-Policy"]
        await viewer.close()


async def test_news_come_at_once_and_when_they_change(stand: Stand) -> None:
    async with stand.session.get("/api/guest/news", headers=stand.headers) as response:
        assert response.status == 200
        assert (await next_news(response))["show"] == "off"
        stand.tell(GuestNews("Phone", ShowState.LIVE, True, True, True, True, True, "mark"))
        news = await next_news(response)
        assert (news["show"], news["isSeen"], news["session"]) == ("live", True, "mark")
        stand.tell(GuestNews("Phone", ShowState.LIVE, False, False, True, True, over="revoked"))
        assert (await next_news(response))["over"] == "revoked"
        assert await response.content.readline() == b"", "what is over is said last"


def test_a_mark_tells_a_session_without_its_address() -> None:
    assert session_mark("") == ""
    assert len(session_mark("a")) == 16
    assert session_mark("a") != session_mark("b")
    assert [over_word(state) for state in GuestState] == ["", "", "", "expired", "revoked"]


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    text = (ASSETS / "guest" / "words.js").read_text(encoding="utf-8")
    english, chinese = text.split("  zh: {")
    keys = [
        {line.split(":")[0].strip() for line in part.splitlines() if line.startswith("    ")}
        for part in (english, chinese)
    ]
    assert keys[0] == keys[1]

"""Who asks, from which page and in what shape, over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import msgspec
import pytest
from aiohttp import web

from studio.web.page_asking import PageSessions, body_of, check_origin, refused
from tests.support.site import serving


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message of a page."""

    words: str


class Desk:
    """Gives a cookie to everybody who asks rightly."""

    def __init__(self) -> None:
        self.sessions = PageSessions(lambda: b"key")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Who asked, and from now on by what name."""
        check_origin(request)
        wish = await body_of(request, Wish)
        if wish.words == "refuse":
            return refused("fast", 3)
        before = self.sessions.of(request)
        response = web.Response()
        session = self.sessions.give(request, response, wish.words)
        response.text = f"{before.name if before else 'nobody'} {session.user_id}"
        return response


@asynccontextmanager
async def _asking() -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    application = web.Application(client_max_size=64 * 1024)
    application.router.add_post("/api/chat/wish", Desk().answer)
    jar = aiohttp.CookieJar(unsafe=True)
    async with serving(application) as port:
        origin = f"http://127.0.0.1:{port}"
        async with aiohttp.ClientSession(origin, cookie_jar=jar) as client:
            yield client, origin


async def test_a_cookie_keeps_the_person_even_before_they_have_a_name() -> None:
    async with _asking() as (client, origin):
        told = []
        for name in ("", "小雨", "Rain"):
            async with client.post(
                "/api/chat/wish", json={"words": name}, headers={"Origin": origin}
            ) as response:
                told.append(await response.text())
    before, ids = zip(*(line.rsplit(" ", 1) for line in told), strict=True)
    assert before == ("nobody", "", "小雨")
    assert len(set(ids)) == 1


async def test_a_refusal_says_why_and_how_long() -> None:
    async with (
        _asking() as (client, origin),
        client.post(
            "/api/chat/wish", json={"words": "refuse"}, headers={"Origin": origin}
        ) as response,
    ):
        assert response.status == 409
        assert await response.json() == {"refused": "fast", "waitS": 3}


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b'{"words":"a","more":1}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"words":"a"}', "text/plain", 415),
        (b'{"words":"' + b"a" * 9000 + b'"}', "application/json", 413),
    ],
)
async def test_what_is_no_message_is_refused(data: bytes, kind: str, status: int) -> None:
    async with (
        _asking() as (client, origin),
        client.post(
            "/api/chat/wish", data=data, headers={"Origin": origin, "Content-Type": kind}
        ) as response,
    ):
        assert response.status == status


@pytest.mark.parametrize("origin", ["", "http://elsewhere.example", "null"])
async def test_another_page_is_refused(origin: str) -> None:
    async with (
        _asking() as (client, _),
        client.post("/api/chat/wish", json={"words": "a"}, headers={"Origin": origin}) as response,
    ):
        assert response.status == 403

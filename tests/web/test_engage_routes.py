"""Taking part over real HTTP: one person in several tabs, refusals in words, limits, proofs."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from studio.core.engage import TakingPartError
from studio.core.errors import UnavailableError
from studio.core.room import PostRefusedError
from studio.web.chat_session import COOKIE
from studio.web.engage_routes import EngageRoutes
from studio.web.page_asking import PageSessions
from tests.fakes.virtual_clock import VirtualClock
from tests.support.engage_room import PlayedDesk
from tests.support.site import serving
from tests.web.test_engage_view import drawn

ENGAGE = "/api/chat/engage"


class Site:
    """The routes with their desk, and a browser on them."""

    def __init__(self, desk: PlayedDesk, client: aiohttp.ClientSession, origin: str) -> None:
        self.desk = desk
        self.client = client
        self.origin = origin

    async def send(self, name: str, body: Any, **headers: str) -> tuple[int, Any]:
        """Status and answer."""
        given = {"Origin": self.origin, **headers}
        async with self.client.post(f"{ENGAGE}/{name}", json=body, headers=given) as response:
            is_json = response.content_type == "application/json"
            return response.status, await response.json() if is_json else await response.text()

    async def take_name(self, name: str) -> None:
        """As the chat gives it."""
        async with self.client.post(f"{ENGAGE}/name", json={"name": name}) as response:
            assert response.status == 200


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    sessions = PageSessions(lambda: b"key")
    desk = PlayedDesk()

    async def take_name(request: web.Request) -> web.StreamResponse:
        response = web.Response()
        sessions.give(request, response, (await request.json())["name"])
        return response

    application = web.Application(client_max_size=64 * 1024)
    application.router.add_post(f"{ENGAGE}/name", take_name)
    EngageRoutes(desk, sessions, VirtualClock()).add_to(application)
    async with serving(application) as port:
        origin = f"http://127.0.0.1:{port}"
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(origin, cookie_jar=jar) as client:
            yield Site(desk, client, origin)


async def test_who_never_wrote_is_one_person_after_their_first_heart(site: Site) -> None:
    status, answer = await site.send("hearts", {"count": 3})
    assert (status, answer) == (200, {"given": 3, "isNew": True})
    await site.send("hearts", {"count": 1})
    _, voted = await site.send("vote", {"option": 1})
    assert not voted["isNew"]
    first, second, vote = site.desk.played.did
    assert first[0] == second[0]
    assert vote == ("vote", f"p-{first[0]}", "1")


async def test_who_wants_to_win_or_to_ask_has_a_name(site: Site) -> None:
    await site.send("hearts", {"count": 1})
    assert (await site.send("enter", {}))[1]["refused"] == "noName"
    assert (await site.send("ask", {"text": "why"}))[1]["refused"] == "noName"
    await site.take_name("小雨")
    assert (await site.send("enter", {}))[0] == 200
    site.desk.is_seen = False
    assert (await site.send("ask", {"text": "why"}))[1]["isWaiting"]
    heart, enter, ask = site.desk.played.did
    assert enter[1:3] == (f"p-{heart[0]}", "小雨")
    assert int(enter[3]) > 0
    assert ask == ("ask", heart[0], "小雨", "why")
    assert (await site.send("want", {"messageId": "m1", "isWanted": False}))[0] == 200
    assert site.desk.played.did[-1] == ("want", "m1", f"p-{heart[0]}", "False")


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (TakingPartError("closed"), "closed"),
        (PostRefusedError("slow", 7), "slow"),
        (UnavailableError("the disk is full", "store"), "away"),
    ],
)
async def test_a_refusal_says_why(site: Site, error: Exception, word: str) -> None:
    site.desk.played.refusal = error
    status, answer = await site.send("vote", {"option": 0})
    assert (status, answer["refused"]) == (409, word)
    assert not [cookie for cookie in site.client.cookie_jar if cookie.key == COOKIE]


async def test_while_the_room_is_not_open_it_says_so(site: Site) -> None:
    site.desk.is_open = False
    for name, body in (("hearts", {"count": 1}), ("vote", {"option": 0})):
        assert (await site.send(name, body))[1]["refused"] == "away"


async def test_what_comes_too_fast_is_refused(site: Site) -> None:
    answers = [(await site.send("vote", {"option": 0}))[1] for _ in range(21)]
    assert [one.get("refused") for one in answers[:20]] == [None] * 20
    assert answers[20]["refused"] == "fast"
    for _ in range(9):
        site.client.cookie_jar.clear()
        assert (await site.send("vote", {"option": 0}))[0] == 200
    site.client.cookie_jar.clear()
    refused = (await site.send("vote", {"option": 0}))[1]
    assert refused["refused"] == "fast"  # an address makes ten persons at once and no more


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("hearts", {"count": 0}),
        ("hearts", {"count": 9}),
        ("hearts", {}),
        ("vote", {"option": 6}),
        ("vote", {"option": -1}),
        ("vote", {"option": 0, "for": "somebody else"}),
        ("want", {"messageId": ""}),
        ("ask", {"text": "x" * 2001}),
        ("enter", {"actor": "p-anna"}),
    ],
)
async def test_what_is_no_message_of_the_page_is_refused(site: Site, name: str, body: Any) -> None:
    assert (await site.send(name, body))[0] == 400
    assert (await site.send(name, body, Origin="http://elsewhere.example"))[0] == 403
    assert site.desk.played.did == []


async def test_everybody_can_read_the_proof_and_the_list(site: Site) -> None:
    site.desk.checked = drawn()
    async with site.client.get("/api/chat/draws/draw-a") as response:
        proof = await response.json()
    async with site.client.get("/api/chat/draws/draw-a/tickets") as response:
        tickets = (await response.text()).split()
    assert proof["entries"] == len(tickets) == 3
    assert proof["winners"][0] in tickets
    for path in ("draw-b", "draw-b/tickets", "DRAW", "..%2fa"):
        async with site.client.get(f"/api/chat/draws/{path}") as response:
            assert response.status == 404
    statuses = []
    for _ in range(17):  # a proof is work: after twenty at once an address waits
        async with site.client.get("/api/chat/draws/draw-a") as response:
            statuses.append(response.status)
    assert statuses == [200] * 16 + [429]

"""The viewer page over real HTTP: files, state, events, and a strict policy on every answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, web

from studio.core.errors import BadInputError
from studio.core.messages.requests import AddViewerCandidates, CloseViewer
from studio.core.messages.results import ViewerOpened
from studio.core.settings import WebSettings
from studio.core.status import ShowState
from studio.web.page_files import ASSETS, PageFiles
from studio.web.viewer_page import HEADERS, ViewerPage
from tests.support.site import serving

VIEWER = "v" * 43


async def _open(offer: str, _shape: str) -> ViewerOpened:
    if not offer:
        raise BadInputError("empty", "SDP")
    return ViewerOpened(VIEWER, "v=0\r\n")


async def _signal(_message: AddViewerCandidates | CloseViewer) -> None:
    return None


@asynccontextmanager
async def _site(files: PageFiles | None = None) -> AsyncIterator[tuple[ViewerPage, ClientSession]]:
    page = ViewerPage(_open, _signal, WebSettings(), files)
    application = web.Application(client_max_size=64 * 1024)
    page.add_to(application)
    async with serving(application) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        yield page, session
        await page.close()
    await asyncio.get_running_loop().shutdown_default_executor()  # files are read there


@pytest.fixture
async def site() -> AsyncIterator[tuple[ViewerPage, ClientSession]]:
    async with _site() as site:
        yield site


async def _next_state(events: ClientResponse) -> dict[str, Any]:
    while True:
        line = await asyncio.wait_for(events.content.readline(), 10)
        assert line, "the stream of events ended"
        if line.startswith(b"data: "):
            state: dict[str, Any] = json.loads(line[6:])
            return state


async def test_the_page_and_all_that_it_names_are_there(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    _, session = site
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    async with session.get("/") as response:
        assert response.content_type == "text/html"
        assert response.charset == "utf-8"
    for file in sorted([*(ASSETS / "viewer").iterdir(), *(ASSETS / "page").iterdir()]):
        if file.suffix in kinds:
            async with session.get(f"/{file.name}") as response:
                assert (response.status, response.content_type) == (200, kinds[file.suffix])
                assert await response.read() == file.read_bytes()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("POST", "/", 405),
        ("GET", "/viewer.css", 200),
        ("GET", "/nothing.js", 404),
        ("GET", "/nothing", 404),
        ("GET", "/api/state", 200),
        ("POST", "/api/state", 405),
        ("GET", "/whep", 200),
        ("OPTIONS", "/whep", 204),
        ("PUT", "/whep", 405),
        ("POST", "/whep", 415),
        ("DELETE", "/whep/short", 404),
        ("DELETE", f"/whep/{VIEWER}", 200),
        ("GET", "/control", 404),
    ],
)
async def test_every_answer_carries_the_policy(
    site: tuple[ViewerPage, ClientSession], method: str, path: str, status: int
) -> None:
    async with site[1].request(method, path) as response:
        assert response.status == status
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


async def test_refusals_of_size_and_not_modified_carry_it_too(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    _, session = site
    sdp = {"Content-Type": "application/sdp"}
    async with session.post("/whep", data=b"v" * 70_000, headers=sdp) as response:
        assert response.status == 413
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with session.get("/") as response:
        tag = response.headers["ETag"]
    async with session.get("/", headers={"If-None-Match": tag}) as response:
        assert response.status == 304
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_forbids_what_a_page_of_ours_never_does() -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


async def test_only_its_own_kinds_of_files_go_out(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    for name in ("inside/index.html", "inside/notes.txt", "inside/.hidden.js", "secret.js"):
        (tmp_path / name).write_text("x")
    async with _site(PageFiles("inside", tmp_path)) as (_, session):
        for path in ("notes.txt", ".hidden.js", "..%2fsecret.js", "%2e%2e/secret.js", "index.html"):
            async with session.get(f"/{path}") as response:
                assert response.status == 404, path


@pytest.mark.parametrize(
    ("state", "shown", "started_ms"),
    [
        (ShowState.OFF, "off", 0),
        (ShowState.REHEARSAL, "off", 0),
        (ShowState.STARTING, "starting", 0),
        (ShowState.LIVE, "live", 1234),
        (ShowState.PAUSED, "paused", 1234),
        (ShowState.ENDED, "ended", 0),
    ],
)
async def test_the_state_is_told_and_a_rehearsal_is_not(
    site: tuple[ViewerPage, ClientSession], state: ShowState, shown: str, started_ms: int
) -> None:
    page, session = site
    page.set_state(state, 1234)
    async with session.get("/api/state") as response:
        told = await response.json()
    assert told.pop("nowWallMs") > 1_700_000_000_000
    assert told == {
        "state": shown,
        "startedWallMs": started_ms,
        "isReconnecting": False,
        "canvases": [],
    }


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ((ShowState.REHEARSAL, ShowState.ENDING), "off"),
        ((ShowState.REHEARSAL, ShowState.ENDING, ShowState.OFF), "off"),
        ((ShowState.LIVE, ShowState.ENDING), "ending"),
        ((ShowState.PAUSED, ShowState.ENDING, ShowState.ENDED), "ended"),
        ((ShowState.ENDED, ShowState.REHEARSAL, ShowState.ENDING), "ended"),
        ((ShowState.REHEARSAL, ShowState.STARTING), "starting"),
    ],
)
async def test_the_end_of_a_show_is_told_and_that_of_a_rehearsal_is_not(
    site: tuple[ViewerPage, ClientSession], states: tuple[ShowState, ...], shown: str
) -> None:
    page, session = site
    for state in states:
        page.set_state(state, 1234)
    async with session.get("/api/state") as response:
        told = await response.json()
    assert (told["state"], told["startedWallMs"]) == (shown, 0)


async def test_a_page_that_listens_hears_nothing_of_a_rehearsal(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    async with session.get("/api/events") as events:
        heard = [await _next_state(events)]
        for state in (ShowState.REHEARSAL, ShowState.ENDING, ShowState.OFF, ShowState.REHEARSAL):
            page.set_state(state, 1234)
            await asyncio.sleep(0)
        page.set_state(ShowState.LIVE, 1234)
        heard.append(await _next_state(events))
    assert [one["state"] for one in heard] == ["off", "live"]


async def test_a_lost_picture_is_told_to_those_who_watch_and_to_nobody_else(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    page.set_state(ShowState.REHEARSAL, 1234)
    page.set_reconnecting(True)
    async with session.get("/api/events") as events:
        assert (await _next_state(events))["isReconnecting"] is False
        page.set_state(ShowState.LIVE, 1234)
        assert (await _next_state(events))["isReconnecting"] is True
        page.set_reconnecting(False)
        assert (await _next_state(events))["isReconnecting"] is False


@pytest.mark.parametrize("state", ShowState)
async def test_watching_begins_with_the_show_and_ends_with_it(
    site: tuple[ViewerPage, ClientSession], state: ShowState
) -> None:
    page, session = site
    page.set_state(state, 1)
    sdp = {"Content-Type": "application/sdp"}
    async with session.post("/whep", data=b"v=0", headers=sdp) as response:
        is_open = state in (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)
        assert response.status == (201 if is_open else 409)


async def test_events_tell_the_state_now_and_every_change(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    page.set_state(ShowState.LIVE, 1234)
    async with session.get("/api/events") as first, session.get("/api/events") as second:
        assert first.content_type == "text/event-stream"
        assert first.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
        assert (await first.content.readline()).startswith(b"retry: ")
        for events in (first, second):
            assert (await _next_state(events))["state"] == "live"
        for state in (ShowState.PAUSED, ShowState.LIVE, ShowState.ENDED):
            page.set_state(state, 1234)
            for events in (first, second):
                assert (await _next_state(events))["state"] == state.value


async def test_a_reader_that_slept_hears_the_newest_state(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    async with session.get("/api/events") as events:
        assert (await _next_state(events))["state"] == "off"
        for _ in range(20):
            page.set_state(ShowState.PAUSED, 1)
            page.set_state(ShowState.LIVE, 1)
        page.set_state(ShowState.ENDED, 1)
        while (await _next_state(events))["state"] != "ended":
            continue


async def test_who_closed_the_page_is_forgotten(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    for _ in range(5):
        async with session.get("/api/events") as events:
            await _next_state(events)
            events.close()
        page.set_state(ShowState.LIVE, 1)
    async with session.get("/api/events") as events:
        assert (await _next_state(events))["state"] == "live"


async def test_the_end_of_the_hub_ends_the_streams(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    async with session.get("/api/events") as events:
        await _next_state(events)
        await page.close()
        assert await asyncio.wait_for(events.content.read(), 10) is not None
        assert events.content.at_eof()


async def test_the_page_hears_which_canvases_there_are(
    site: tuple[ViewerPage, ClientSession],
) -> None:
    page, session = site
    page.set_shapes(("wide",))
    async with session.get("/api/events") as events:
        assert (await _next_state(events))["canvases"] == ["wide"]
        page.set_state(ShowState.LIVE, 1)
        await _next_state(events)
        page.set_shapes(("wide", "upright"))
        assert (await _next_state(events))["canvases"] == ["wide", "upright"]

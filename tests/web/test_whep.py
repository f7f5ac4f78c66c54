"""WHEP over real HTTP: every answer of the checklist (draft-ietf-wish-whep-03)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientResponse, ClientSession, web

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages.requests import AddViewerCandidates, CloseViewer
from studio.core.messages.results import ViewerOpened
from studio.core.settings import WebSettings
from studio.web.whep import WhepServer
from tests.support.site import serving

SDP = {"Content-Type": "application/sdp"}
FRAGMENT = {"Content-Type": "application/trickle-ice-sdpfrag"}
VIEWER = "one-and-the-same-in-every-process-of-the-tests"
ETAG = f'"{VIEWER[:12]}"'
SESSION = f"whep/{VIEWER}"
ANSWER = "v=0\r\na=setup:active\r\n"


class _Engine:
    """Stands where the engine does: opens, hears candidates, closes, or fails as it was told."""

    def __init__(self) -> None:
        self.offers: list[str] = []
        self.shapes: list[str] = []
        self.heard: list[AddViewerCandidates | CloseViewer] = []
        self.failure: StudioError | None = None
        self.is_live = True

    async def open(self, offer: str, shape: str = "") -> ViewerOpened:
        self.offers.append(offer)
        self.shapes.append(shape)
        if self.failure is not None:
            raise self.failure
        return ViewerOpened(VIEWER, ANSWER)

    async def signal(self, message: AddViewerCandidates | CloseViewer) -> None:
        self.heard.append(message)
        if self.failure is not None:
            raise self.failure


class _Site:
    def __init__(self, engine: _Engine, session: ClientSession) -> None:
        self.engine = engine
        self._session = session

    async def ask(
        self,
        method: str,
        path: str = "whep",
        data: bytes | str | None = None,
        headers: dict[str, str] | None = None,
    ) -> ClientResponse:
        """One request; every answer can be read by a page of any origin."""
        response = await self._session.request(method, f"/{path}", data=data, headers=headers)
        await response.read()
        assert response.headers["Access-Control-Allow-Origin"] == "*", response.status
        exposed = response.headers["Access-Control-Expose-Headers"].split(", ")
        assert {"Location", "ETag", "Link", "Retry-After"} <= set(exposed)
        return response

    async def status(
        self,
        method: str,
        path: str = "whep",
        data: bytes | str | None = None,
        headers: dict[str, str] | None = None,
    ) -> int:
        return (await self.ask(method, path, data, headers)).status


@asynccontextmanager
async def _site(settings: WebSettings) -> AsyncIterator[_Site]:
    engine = _Engine()
    application = web.Application(client_max_size=64 * 1024)
    WhepServer(engine.open, engine.signal, lambda: engine.is_live, settings).add_to(application)
    async with serving(application) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        yield _Site(engine, session)


@pytest.fixture
async def site() -> AsyncIterator[_Site]:
    async with _site(WebSettings()) as site:
        yield site


async def test_an_offer_is_answered_with_a_session(site: _Site) -> None:
    response = await site.ask("POST", data="v=0\r\n", headers=SDP)
    assert response.status == 201
    assert response.content_type == "application/sdp"
    assert response.headers["Location"] == f"/{SESSION}"
    assert response.headers["ETag"] == ETAG
    assert await response.text() == ANSWER
    assert site.engine.offers == ["v=0\r\n"]


async def test_an_offer_with_a_charset_is_an_offer(site: _Site) -> None:
    headers = {"Content-Type": "application/sdp; charset=utf-8"}
    assert await site.status("POST", data="v=0", headers=headers) == 201


async def test_a_bad_offer_is_told_what_is_wrong(site: _Site) -> None:
    site.engine.failure = BadInputError("a=rtcp-mux is missing", "SDP line 9 (video)")
    response = await site.ask("POST", data="v=0", headers=SDP)
    assert (response.status, await response.text()) == (
        *(400, "SDP line 9 (video): a=rtcp-mux is missing"),
    )


async def test_an_offer_that_is_no_text_is_bad(site: _Site) -> None:
    assert await site.status("POST", data=b"\xff\xfe", headers=SDP) == 400
    assert site.engine.offers == []


async def test_codecs_that_cannot_be_are_not_acceptable(site: _Site) -> None:
    site.engine.failure = BadInputError("the viewer does not offer H264", "SDP line 9 (video)")
    assert await site.status("POST", data="v=0", headers=SDP) == 406


async def test_before_the_show_a_viewer_comes_again(site: _Site) -> None:
    site.engine.is_live = False
    response = await site.ask("POST", data="v=0", headers=SDP)
    assert response.status == 409
    assert int(response.headers["Retry-After"]) > 0
    assert site.engine.offers == []


async def test_a_full_house_is_said(site: _Site) -> None:
    site.engine.failure = UnavailableError("40 viewers are watching; no more fit", "viewers")
    response = await site.ask("POST", data="v=0", headers=SDP)
    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "no more fit" in await response.text()


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/sdp+x", ""])
async def test_an_offer_of_another_type_is_refused(site: _Site, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    assert await site.status("POST", data=b"v=0", headers=headers) == 415
    assert site.engine.offers == []


@pytest.mark.parametrize(
    ("method", "path", "headers"), [("POST", "whep", SDP), ("PATCH", SESSION, FRAGMENT)]
)
async def test_what_is_too_long_is_refused(
    site: _Site, method: str, path: str, headers: dict[str, str]
) -> None:
    assert await site.status(method, path, b"v" * (64 * 1024 + 1), headers) == 413
    assert site.engine.offers == []
    assert site.engine.heard == []


async def test_too_many_offers_have_to_wait() -> None:
    async with _site(WebSettings(max_viewers_per_address=2)) as site:
        statuses = [await site.status("POST", data="v=0", headers=SDP) for _ in range(11)]
        assert statuses == [201] * 10 + [429]
        response = await site.ask("POST", data="v=0", headers=SDP)
        assert int(response.headers["Retry-After"]) > 0
        assert await site.status("DELETE", SESSION) == 200, "who leaves is always heard"


async def test_too_many_candidates_have_to_wait() -> None:
    async with _site(WebSettings(max_viewers_per_address=1)) as site:
        statuses = [await site.status("PATCH", SESSION, "", FRAGMENT) for _ in range(25)]
        assert statuses[:20] == [204] * 20
        assert statuses[-1] == 429
        response = await site.ask("PATCH", SESSION, "", FRAGMENT)
        assert int(response.headers["Retry-After"]) > 0


async def test_candidates_are_handed_on(site: _Site) -> None:
    for match in ({}, {"If-Match": ETAG}):
        response = await site.ask("PATCH", SESSION, "a=mid:0\r\n", {**FRAGMENT, **match})
        assert response.status == 204
        assert await response.read() == b""
        assert "ETag" not in response.headers
    assert site.engine.heard == [AddViewerCandidates(VIEWER, "a=mid:0\r\n")] * 2


async def test_another_etag_is_a_failed_condition(site: _Site) -> None:
    headers = {**FRAGMENT, "If-Match": '"another"'}
    assert await site.status("PATCH", SESSION, "a=mid:0\r\n", headers) == 412
    assert site.engine.heard == []


async def test_a_restart_cannot_be_processed(site: _Site) -> None:
    headers = {**FRAGMENT, "If-Match": "*"}
    assert await site.status("PATCH", SESSION, "a=ice-ufrag:abcd\r\n", headers) == 422
    assert site.engine.heard == []


async def test_candidates_of_another_type_are_refused(site: _Site) -> None:
    assert await site.status("PATCH", SESSION, "x", SDP) == 415


async def test_malformed_candidates_are_bad(site: _Site) -> None:
    site.engine.failure = BadInputError("this candidate is malformed", "fragment line 2")
    response = await site.ask("PATCH", SESSION, "x", FRAGMENT)
    assert (response.status, await response.text()) == (
        *(400, "fragment line 2: this candidate is malformed"),
    )
    assert await site.status("PATCH", SESSION, b"\xff", FRAGMENT) == 400


async def test_leaving_frees_the_session_and_ignores_if_match(site: _Site) -> None:
    assert await site.status("DELETE", SESSION, headers={"If-Match": '"old"'}) == 200
    assert site.engine.heard == [CloseViewer(VIEWER)]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_a_session_that_ended_is_not_found(site: _Site, method: str) -> None:
    site.engine.failure = NotFoundError("there is no such session", VIEWER)
    response = await site.ask(method, SESSION, "", FRAGMENT)
    assert response.status == 404
    assert VIEWER not in await response.text()


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_an_engine_that_is_away_is_unavailable(site: _Site, method: str) -> None:
    site.engine.failure = UnavailableError("the engine is being started again", "engine")
    response = await site.ask(method, SESSION, "", FRAGMENT)
    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize("name", ["short", "x" * 65, "..%2f" * 6, "%0a" * 20, "é" * 25])
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_a_name_that_no_session_has_never_reaches_the_engine(
    site: _Site, method: str, name: str
) -> None:
    assert await site.status(method, f"whep/{name}", "", FRAGMENT) == 404
    assert await site.status(method, f"{SESSION}%0a", "", FRAGMENT) == 404
    assert site.engine.heard == []


@pytest.mark.parametrize("path", ["whep", SESSION])
async def test_a_page_of_another_origin_may_ask_first(site: _Site, path: str) -> None:
    response = await site.ask("OPTIONS", path)
    assert response.status in (200, 204)
    assert response.headers["Accept-Post"] == "application/sdp"
    allowed = response.headers["Access-Control-Allow-Methods"].split(", ")
    assert {"POST", "PATCH", "DELETE"} <= set(allowed)
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_looking_is_allowed_and_gives_nothing(site: _Site, method: str) -> None:
    response = await site.ask(method)
    assert response.status == 200
    assert response.content_type == "application/sdp"
    assert await response.read() == b""


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "whep"), ("DELETE", "whep"), ("PATCH", "whep"), ("GET", SESSION), ("POST", SESSION)],
)
async def test_other_methods_are_not_allowed(site: _Site, method: str, path: str) -> None:
    response = await site.ask(method, path)
    assert response.status == 405
    assert "OPTIONS" in response.headers["Allow"]


async def test_a_viewer_chooses_the_canvas_by_its_shape(site: _Site) -> None:
    assert await site.status("POST", "whep?canvas=upright", "v=0", SDP) == 201
    assert await site.status("POST", "whep", "v=0", SDP) == 201
    assert site.engine.shapes == ["upright", ""]
    assert await site.status("POST", "whep?canvas=round", "v=0", SDP) == 400

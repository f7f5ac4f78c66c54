"""WHIP over real HTTP: every answer of the checklist (RFC 9725)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages.requests import AddGuestCandidates, CloseGuest, OpenGuest
from tests.support.guest_site import ANSWER, GuestSite, guest_site

SDP = {"Content-Type": "application/sdp"}
FRAGMENT = {"Content-Type": "application/trickle-ice-sdpfrag"}


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[GuestSite]:
    async with guest_site(tmp_path) as opened:
        yield opened


def path_of(site: GuestSite) -> str:
    return f"whip/{site.engine.session_id}"


async def test_an_offer_is_answered_with_a_session(site: GuestSite) -> None:
    response = await site.ask("POST", data="v=0\r\n", headers=SDP)
    assert response.status == 201
    assert response.content_type == "application/sdp"
    assert response.headers["Location"] == f"/{path_of(site)}"
    assert response.headers["ETag"] == f'"{site.engine.session_id[:12]}"'
    assert await response.text() == ANSWER
    assert site.engine.opened == [OpenGuest(site.link.id, "Phone", "v=0\r\n", True, True)]
    assert site.engine.told == [(site.link.id, site.engine.session_id)]


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
async def test_every_request_needs_the_token(site: GuestSite, method: str) -> None:
    path = "whip" if method == "POST" else path_of(site)
    for token in ("", "wrong", "x" * 4000):
        response = await site.ask(method, path, "v=0", SDP, token=token)
        assert response.status == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert site.engine.opened == []
    assert site.engine.heard == []


async def test_a_withdrawn_and_an_old_link_say_why(site: GuestSite) -> None:
    _, other = site.make()
    site.book.revoke(site.link.id, is_forgotten=False)
    response = await site.ask("POST", data="v=0", headers=SDP)
    assert (response.status, response.headers["X-Refused"]) == (403, "revoked")
    assert "withdrawn" in await response.text()
    site.clock.advance(2 * 3600 * 10**9)
    response = await site.ask("POST", data="v=0", headers=SDP, token=other)
    assert (response.status, response.headers["X-Refused"]) == (403, "expired")


async def test_guessing_is_slowed_down(site: GuestSite) -> None:
    statuses = [
        (await site.ask("POST", data="v=0", headers=SDP, token=f"guess{n}")).status
        for n in range(12)
    ]
    assert statuses[:10] == [401] * 10
    assert statuses[-1] == 429


async def test_too_many_offers_by_one_link_have_to_wait(site: GuestSite) -> None:
    statuses = [(await site.ask("POST", data="v=0", headers=SDP)).status for _ in range(21)]
    assert statuses == [201] * 20 + [429]


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (BadInputError("a=rtcp-mux is missing", "SDP line 9 (video)"), 400),
        (BadInputError("the guest does not offer H264 or VP8", "SDP line 9"), 422),
        (BadInputError("this link is not for audio", "SDP"), 422),
        (UnavailableError("8 guests are connected, which is the limit", "guest"), 503),
    ],
)
async def test_what_cannot_be_is_said(
    site: GuestSite, failure: BadInputError | UnavailableError, status: int
) -> None:
    site.engine.failure = failure
    response = await site.ask("POST", data="v=0", headers=SDP)
    assert response.status == status
    assert failure.what in await response.text()
    assert ("Retry-After" in response.headers) == (status == 503)


async def test_other_types_and_sizes_are_refused(site: GuestSite) -> None:
    assert (await site.ask("POST", data="v=0", headers={"Content-Type": "text/plain"})).status == (
        415
    )
    assert (await site.ask("PATCH", path_of(site), "x", SDP)).status == 415
    assert (await site.ask("POST", data=b"v" * 70_000, headers=SDP)).status == 413
    assert (await site.ask("POST", data=b"\xff", headers=SDP)).status == 400
    assert site.engine.opened == []


async def test_candidates_are_handed_on(site: GuestSite) -> None:
    response = await site.ask("PATCH", path_of(site), "a=mid:0\r\n", FRAGMENT)
    assert (response.status, await response.read()) == (204, b"")
    assert site.engine.heard == [
        AddGuestCandidates(site.link.id, site.engine.session_id, "a=mid:0\r\n")
    ]
    for match, status in (('"another"', 412), ("*", 422)):
        headers = {**FRAGMENT, "If-Match": match}
        assert (await site.ask("PATCH", path_of(site), "x", headers)).status == status
    assert len(site.engine.heard) == 1


async def test_leaving_is_heard_and_belongs_to_the_link(site: GuestSite) -> None:
    assert (await site.ask("DELETE", path_of(site), headers={"If-Match": '"old"'})).status == 200
    other, token = site.make()
    site.engine.failure = NotFoundError("there is no such session (any more)", "guest")
    assert (await site.ask("DELETE", path_of(site), token=token)).status == 404
    assert site.engine.heard == [
        CloseGuest(site.link.id, site.engine.session_id),
        CloseGuest(other.id, site.engine.session_id),
    ]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (BadInputError("this candidate is malformed", "fragment line 2"), 400),
        (UnavailableError("the engine is being started again", "engine"), 503),
    ],
)
async def test_an_engine_that_refuses_is_passed_on(
    site: GuestSite, method: str, failure: BadInputError | UnavailableError, status: int
) -> None:
    site.engine.failure = failure
    assert (await site.ask(method, path_of(site), "x", FRAGMENT)).status == status


async def test_a_page_of_another_origin_may_ask_first(site: GuestSite) -> None:
    for path in ("whip", path_of(site)):
        response = await site.ask("OPTIONS", path, token="")
        assert response.status in (200, 204)
        assert response.headers["Accept-Post"] == "application/sdp"
        assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
        assert "Location" in response.headers["Access-Control-Expose-Headers"]
    assert (await site.ask("PUT")).status == 405
    assert (await site.ask("DELETE", "whip/short")).status == 404

import pytest
from aiohttp import ClientSession, web

from studio.web import sdp_http
from tests.support.site import serving

SESSION = "s" * 43


async def _patch(request: web.Request) -> web.Response:
    session_id = sdp_http.session_of(request, "name")
    await sdp_http.text_of(request)
    return sdp_http.unmet(request, session_id) or web.Response(status=204)


@pytest.mark.parametrize(
    ("path", "match", "status"),
    [
        (SESSION, None, 204),
        (SESSION, sdp_http.etag_of(SESSION), 204),
        (SESSION, '"other"', 412),
        (SESSION, "*", 422),
        ("short", None, 404),
    ],
)
async def test_conditions_and_names(path: str, match: str | None, status: int) -> None:
    application = web.Application()
    sdp_http.open_to_origins(application, "/whip", "PATCH")
    application.router.add_route("PATCH", "/whip/{name}", _patch)
    headers = {"If-Match": match} if match else {}
    async with serving(application) as port, ClientSession() as session:
        url = f"http://127.0.0.1:{port}/whip/{path}"
        async with session.patch(url, data=b"x", headers=headers) as response:
            assert response.status == status
            assert response.headers["Access-Control-Allow-Origin"] == "*"
        async with session.get(f"http://127.0.0.1:{port}/other") as response:
            assert "Access-Control-Allow-Origin" not in response.headers
        async with session.patch(url, data=b"\xff", headers=headers) as response:
            assert response.status == (404 if path == "short" else 400)


async def test_a_refusal_says_when_to_come_again() -> None:
    assert "Retry-After" in sdp_http.refused(503, "full", retry=True).headers
    assert "Retry-After" not in sdp_http.refused(400, "bad").headers

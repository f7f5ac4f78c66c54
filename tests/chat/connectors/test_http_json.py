"""Answers are bounded, and the network's faults are sentences without addresses."""

import pytest
from aiohttp import web

from studio.chat.connectors import http_json
from studio.chat.connectors.http_json import ask, http_session
from studio.core.errors import UnavailableError
from tests.fakes.fake_site import FakeSite
from tests.support.servers import free_port


async def test_an_answer_is_read() -> None:
    site = FakeSite()

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"a": {"b": "c"}, "n": 3}, status=202)

    site.app.router.add_get("/x", answer)
    async with site, http_session() as session:
        found = await ask(session, "GET", f"{site.url}/x")
    assert (found.status, found.is_good) == (202, True)
    assert (found.text("a", "b"), found.text("n"), found.text("a", "b", "c")) == ("c", "", "")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"\xff\xfe", b"[" * 100_000])
async def test_what_is_no_object_is_an_empty_one(body: bytes) -> None:
    site = FakeSite()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, status=500)

    site.app.router.add_get("/x", answer)
    async with site, http_session() as session:
        found = await ask(session, "GET", f"{site.url}/x")
    assert (found.body, found.is_good) == ({}, False)


async def test_too_large_an_answer_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_json, "_LARGEST_ANSWER", 1000)
    site = FakeSite()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 5000)

    site.app.router.add_get("/x", answer)
    async with site, http_session() as session:
        with pytest.raises(UnavailableError, match="too large"):
            await ask(session, "GET", f"{site.url}/x")


async def test_nobody_there_is_a_sentence_without_the_secret() -> None:
    async with http_session() as session:
        with pytest.raises(UnavailableError, match="not reached") as found:
            await ask(session, "GET", f"http://127.0.0.1:{free_port()}/x?key=secret")
    assert "secret" not in str(found.value)


async def test_it_goes_by_the_systems_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    site = FakeSite()

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"host": request.host})

    site.app.router.add_get("/x", answer)
    async with site:
        monkeypatch.setenv("http_proxy", site.url)
        monkeypatch.setenv("no_proxy", "")
        async with http_session() as session:
            found = await ask(session, "GET", "http://platform.invalid/x")
    assert found.text("host") == "platform.invalid"

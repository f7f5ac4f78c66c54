"""HTTPS for phones: on and off, with the certificate whose fingerprint is shown."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from studio.core.settings import PhoneSettings
from studio.processes.phone_site import PhoneSite


async def _hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


def _add_to(application: web.Application) -> None:
    application.router.add_get("/guest", _hello)


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[PhoneSite]:
    made = PhoneSite(tmp_path, _add_to, is_loopback_only=True)
    yield made
    await made.close()
    await asyncio.sleep(0)


async def test_nobody_listens_before_phones_are_allowed(site: PhoneSite) -> None:
    await site.follow(PhoneSettings(is_allowed=False, port=0))
    assert (site.page_url, site.fingerprint, site.note) == ("", "", "")


async def test_a_phone_comes_in_by_https_with_that_certificate(site: PhoneSite) -> None:
    await site.follow(PhoneSettings(is_allowed=True, port=0))
    pin = aiohttp.Fingerprint(bytes.fromhex(site.fingerprint.replace(":", "")))
    async with aiohttp.ClientSession() as session:
        async with session.get(site.page_url, ssl=pin) as response:
            assert await response.text() == "hello"
        start = site.page_url.removesuffix("guest")
        async with session.get(start, ssl=pin, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (307, "/guest")
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(site.page_url)
    await site.follow(PhoneSettings(is_allowed=False))
    assert site.page_url == ""


async def test_the_address_is_the_one_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ["192.0.2.7"]
    monkeypatch.setattr("studio.processes.phone_site.address_for_others", lambda: address[0])
    monkeypatch.setattr("studio.processes.phone_site._EVERYWHERE", "127.0.0.1")
    site = PhoneSite(tmp_path, _add_to)
    await site.follow(PhoneSettings(is_allowed=True, port=0))
    assert site.page_url.startswith("https://192.0.2.7:")
    address[0] = "198.51.100.9"
    assert site.page_url.startswith("https://198.51.100.9:")
    await site.close()


async def test_a_port_that_is_taken_is_no_obstacle(site: PhoneSite, tmp_path: Path) -> None:
    await site.follow(PhoneSettings(is_allowed=True, port=0))
    port = int(site.page_url.split(":")[2].split("/")[0])
    other = PhoneSite(tmp_path / "other", _add_to, is_loopback_only=True)
    await other.follow(PhoneSettings(is_allowed=True, port=port))
    assert other.page_url
    assert other.note == ""
    await other.close()


async def test_a_certificate_that_cannot_be_kept_is_said(site: PhoneSite, tmp_path: Path) -> None:
    (tmp_path / "phones.pem").mkdir()
    await site.follow(PhoneSettings(is_allowed=True, port=0))
    assert site.page_url == ""
    assert "certificate for phones" in site.note


async def test_a_computer_without_a_network_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.processes.phone_site.address_for_others", lambda: "127.0.0.1")
    site = PhoneSite(tmp_path, _add_to)
    await site.follow(PhoneSettings(is_allowed=True, port=0))
    assert "no network" in site.note

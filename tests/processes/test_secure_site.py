"""HTTPS for others: on and off, with the certificate whose fingerprint is shown."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from studio.processes.secure_site import HELPERS, PHONES, SecureSite, SiteKind


async def _hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


def _add_to(application: web.Application) -> None:
    application.router.add_get("/guest", _hello)


def _url(site: SecureSite) -> str:
    return f"https://{site.host}:{site.port}/guest"


@pytest.fixture(params=[PHONES, HELPERS], ids=lambda kind: kind.file)
async def site(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SecureSite]:
    made = SecureSite(tmp_path, request.param, _add_to, is_loopback_only=True)
    yield made
    await made.close()
    await asyncio.sleep(0)


async def test_nobody_listens_before_it_is_allowed(site: SecureSite) -> None:
    await site.follow(False, 0)
    assert (site.host, site.port, site.fingerprint, site.note) == ("", 0, "", "")


async def test_others_come_in_by_https_with_that_certificate(site: SecureSite) -> None:
    await site.follow(True, 0)
    pin = aiohttp.Fingerprint(bytes.fromhex(site.fingerprint.replace(":", "")))
    async with aiohttp.ClientSession() as session:
        async with session.get(_url(site), ssl=pin) as response:
            assert await response.text() == "hello"
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(_url(site))
    await site.follow(False, 0)
    assert (site.host, site.port) == ("", 0)


async def test_phones_and_helpers_have_certificates_of_their_own(tmp_path: Path) -> None:
    prints = []
    for kind in (PHONES, HELPERS):
        site = SecureSite(tmp_path, kind, _add_to, is_loopback_only=True)
        await site.follow(True, 0)
        prints.append(site.fingerprint)
        await site.close()
    assert prints[0] != prints[1]


async def test_the_address_is_the_one_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ["192.0.2.7"]
    monkeypatch.setattr("studio.processes.secure_site.address_for_others", lambda: address[0])
    monkeypatch.setattr("studio.processes.secure_site._EVERYWHERE", "127.0.0.1")
    site = SecureSite(tmp_path, PHONES, _add_to)
    await site.follow(True, 0)
    assert site.host == "192.0.2.7"
    address[0] = "198.51.100.9"
    assert site.host == "198.51.100.9"
    await site.close()


async def test_a_port_that_is_taken_is_no_obstacle_and_is_said_to_who_must_know(
    site: SecureSite, tmp_path: Path
) -> None:
    await site.follow(True, 0)
    for kind in (PHONES, HELPERS):
        other = SecureSite(tmp_path / "other", kind, _add_to, is_loopback_only=True)
        await other.follow(True, site.port)
        assert other.port not in (0, site.port)
        assert (str(site.port) in other.note) is (kind is HELPERS)
        await other.close()


async def test_a_certificate_that_cannot_be_kept_is_said(site: SecureSite, tmp_path: Path) -> None:
    for kind in (PHONES, HELPERS):
        (tmp_path / kind.file).mkdir()
    await site.follow(True, 0)
    assert site.port == 0
    assert "could not be kept" in site.note


@pytest.mark.parametrize("kind", [PHONES, HELPERS], ids=lambda kind: kind.file)
async def test_a_computer_without_a_network_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: SiteKind
) -> None:
    monkeypatch.setattr("studio.processes.secure_site.address_for_others", lambda: "127.0.0.1")
    monkeypatch.setattr("studio.processes.secure_site._EVERYWHERE", "127.0.0.1")
    site = SecureSite(tmp_path, kind, _add_to)
    await site.follow(True, 0)
    assert "no network" in site.note
    assert bool(site.port) is (kind is HELPERS), "helpers on this computer come in all the same"
    await site.close()

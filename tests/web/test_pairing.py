"""Pairing over real TLS: who is let in, who is not, and a man in the middle who learns nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from studio.core.answer import ForbiddenError
from studio.core.clock import NS_PER_S
from studio.core.devices import MOST_DEVICES
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.pairings import PairingAddress
from studio.core.team import Role
from studio.web.certificate import certificate_file, fingerprint_of
from studio.web.pairing import pair
from tests.support.pairing_hub import PairingHub, pairing_hub, quick_proofs, serving_tls


@pytest.fixture(autouse=True)
def _quick_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_proofs(monkeypatch)


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[PairingHub]:
    async with pairing_hub(tmp_path / "hub") as hub:
        yield hub


@pytest.mark.parametrize("is_pinned", [False, True])
async def test_a_device_with_the_code_is_let_in_from_then_on(
    hub: PairingHub, is_pinned: bool
) -> None:
    code = hub.invite().code
    pairing, token = await pair(hub.address(code, is_pinned=is_pinned), "Mo's laptop")
    assert (pairing.name, pairing.role) == ("Mo's laptop", Role.MODERATOR)
    assert pairing.fingerprint == hub.fingerprint
    assert hub.book.who_has(token) == pairing.who
    assert len(token) >= 43, "256 bits"


async def test_a_device_that_does_not_say_its_name_is_called_as_invited(hub: PairingHub) -> None:
    code = hub.invite("Anna", Role.OVERLAY).code
    pairing, _token = await pair(hub.address(code), " ")
    assert (pairing.name, pairing.role) == ("Anna", Role.OVERLAY)


async def test_a_wrong_code_lets_nobody_in_and_five_end_the_invitation(hub: PairingHub) -> None:
    code = hub.invite().code
    for _ in range(5):
        with pytest.raises(ForbiddenError, match="code is not right"):
            await pair(hub.address("AAAAAAAA"), "Eve")
    with pytest.raises(NotFoundError, match="not open any more"):
        await pair(hub.address(code), "Mo")
    assert hub.book.devices() == ()


async def test_a_code_is_good_once_and_for_ten_minutes(hub: PairingHub) -> None:
    code = hub.invite().code
    await pair(hub.address(code), "Mo")
    with pytest.raises(NotFoundError):
        await pair(hub.address(code), "Eve")
    late = hub.invite().code
    hub.clock.advance(600 * NS_PER_S)
    with pytest.raises(NotFoundError):
        await pair(hub.address(late), "Late")
    assert len(hub.book.devices()) == 1


async def test_who_tries_and_tries_must_wait(hub: PairingHub) -> None:
    for _ in range(10):
        with pytest.raises(NotFoundError):
            await pair(hub.address("AAAAAAAA"), "Eve")
    code = hub.invite().code
    with pytest.raises(UnavailableError, match="wait a minute"):
        await pair(hub.address(code), "Mo")
    hub.clock.advance(60 * NS_PER_S)
    await pair(hub.address(code), "Mo")


async def test_a_studio_that_is_full_says_so(hub: PairingHub) -> None:
    for number in range(MOST_DEVICES):
        hub.book.add(f"Device {number}", Role.MODERATOR)
    with pytest.raises(UnavailableError, match="as many devices"):
        await pair(hub.address(hub.invite().code), "Mo")


async def test_nobody_there_and_somebody_else_there_are_said(hub: PairingHub) -> None:
    silent = PairingAddress("AAAAAAAA", "127.0.0.1", 1)
    with pytest.raises(UnavailableError, match="does not answer"):
        await pair(silent, "Mo")
    async with serving_tls(web.Application(), hub.certificate) as port:
        with pytest.raises(BadInputError, match="no studio"):
            await pair(PairingAddress("AAAAAAAA", "127.0.0.1", port), "Mo")


class _Between:
    """Stands in the middle with a certificate of its own, and passes everything on."""

    def __init__(self, hub: PairingHub) -> None:
        self._hub = hub
        self.heard: list[bytes] = []
        self.answer: bytes | None = None

    async def pass_on(self, request: web.Request) -> web.Response:
        """To the real hub and back, or with an answer made up."""
        body = await request.read()
        self.heard.append(body)
        if self.answer is not None:
            return web.Response(body=self.answer, content_type="application/json")
        url = f"https://127.0.0.1:{self._hub.port}/pair"
        headers = {"Content-Type": "application/json"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers, ssl=False) as response,
        ):
            return web.Response(status=response.status, body=await response.read())


async def test_a_man_in_the_middle_is_refused_on_both_sides(
    hub: PairingHub, tmp_path: Path
) -> None:
    between = _Between(hub)
    application = web.Application()
    application.router.add_post("/pair", between.pass_on)
    own = certificate_file(tmp_path / "own.pem", "127.0.0.1")
    code = hub.invite().code
    async with serving_tls(application, own) as port:
        typed = PairingAddress(code, "127.0.0.1", port)
        with pytest.raises(ForbiddenError, match="listening in"):
            await pair(typed, "Mo")  # the hub does not take what was proven to another
        assert hub.book.devices() == ()
        between.answer = (
            b'{"deviceId":"helper-a","token":"t","name":"Mo","role":"moderator","proof":"'
            + b"0" * 64
            + b'"}'
        )
        with pytest.raises(ForbiddenError, match="listen in"):
            await pair(typed, "Mo")  # the device does not take what nobody proved
        scanned = typed._replace(fingerprint=hub.fingerprint)
        with pytest.raises(ForbiddenError, match="another computer"):
            await pair(scanned, "Mo")
    assert len(between.heard) == 2, "who knows the certificate tells a stranger nothing"
    assert not any(code.encode() in body for body in between.heard)
    assert fingerprint_of(own).replace(":", "") != hub.fingerprint


async def test_several_who_race_for_one_code_get_one_device(hub: PairingHub) -> None:
    code = hub.invite().code
    tries = (pair(hub.address(code), f"Device {number}") for number in range(3))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, tuple) for one in outcomes) == 1
    assert len(hub.book.devices()) == 1

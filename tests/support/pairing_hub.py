"""A hub's door to which devices are paired, over TLS on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from studio.core.pairings import PairingAddress, plain_fingerprint
from studio.core.team import Role
from studio.web.certificate import certificate_file, fingerprint_of, server_context
from studio.web.device_book import DeviceBook
from studio.web.invitations import Invitations, OpenInvitation
from studio.web.pairing_door import PairingDoor
from tests.fakes.virtual_clock import VirtualClock


def quick_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proofs that cost next to nothing; what they cost for real is not what a test asks."""
    monkeypatch.setattr("studio.web.pairing_proof._COST", 16)


class PairingHub:
    """Its book, its invitations, and what stands on the screen."""

    def __init__(self, folder: Path) -> None:
        self.clock = VirtualClock()
        self.certificate = certificate_file(folder / "moderators.pem", "127.0.0.1")
        self.fingerprint = plain_fingerprint(fingerprint_of(self.certificate))
        self.book = DeviceBook(folder / "devices.json", self.clock)
        self.invitations = Invitations(self.clock, lambda: None, lambda: None)
        self.door = PairingDoor(
            self.invitations, lambda: self.fingerprint, self.book.add, self.clock
        )
        self.port = 0

    def invite(self, name: str = "", role: Role = Role.MODERATOR) -> OpenInvitation:
        """Open an invitation."""
        return self.invitations.invite(role, name)

    def address(self, code: str, *, is_pinned: bool = False) -> PairingAddress:
        """What the streamer tells; ``is_pinned``: by the code to scan."""
        known = self.fingerprint if is_pinned else ""
        return PairingAddress(code, "127.0.0.1", self.port, known)


@asynccontextmanager
async def serving_tls(application: web.Application, certificate: Path) -> AsyncIterator[int]:
    """The port on 127.0.0.1 where the application answers by HTTPS."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context(certificate)).start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


@asynccontextmanager
async def pairing_hub(folder: Path) -> AsyncIterator[PairingHub]:
    """A hub that devices can be paired with."""
    hub = PairingHub(folder)
    application = web.Application()
    hub.door.add_to(application)
    async with serving_tls(application, hub.certificate) as hub.port:
        yield hub

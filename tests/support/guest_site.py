"""A guests' way in over real HTTP, with a stand-in for the engine behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientResponse, ClientSession, web

from studio.core.errors import StudioError
from studio.core.guests import GuestLifetime, GuestLink
from studio.core.ids import new_secret
from studio.core.messages.requests import AddGuestCandidates, CloseGuest, OpenGuest
from studio.core.messages.results import GuestOpened
from studio.web.guest_book import GuestBook
from studio.web.whip import GuestDoor, WhipServer
from tests.fakes.virtual_clock import VirtualClock
from tests.support.site import serving

ANSWER = "v=0\r\na=setup:active\r\n"


class GuestEngine:
    """Opens, hears candidates, closes, or fails as it was told."""

    def __init__(self) -> None:
        self.session_id = new_secret()
        self.opened: list[OpenGuest] = []
        self.heard: list[AddGuestCandidates | CloseGuest] = []
        self.told: list[tuple[str, str]] = []
        self.failure: StudioError | None = None

    async def open(self, request: OpenGuest) -> GuestOpened:
        """An offer."""
        self.opened.append(request)
        if self.failure is not None:
            raise self.failure
        return GuestOpened(self.session_id, ANSWER)

    async def signal(self, message: AddGuestCandidates | CloseGuest) -> None:
        """Candidates or the end."""
        self.heard.append(message)
        if self.failure is not None:
            raise self.failure


class GuestSite:
    """Ask it as a phone does; ``token`` is good."""

    def __init__(self, folder: Path, session: ClientSession, engine: GuestEngine) -> None:
        self.clock = VirtualClock()
        self.book = GuestBook(folder / "guests.json", self.clock, lambda _link, _state: None)
        self.engine = engine
        self.session = session
        self.link, self.token = self.make()

    def make(self, *, has_microphone: bool = True) -> tuple[GuestLink, str]:
        """One link more."""
        return self.book.create(
            "Phone", GuestLifetime.HOUR, has_camera=True, has_microphone=has_microphone
        )

    async def ask(
        self,
        method: str,
        path: str = "whip",
        data: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        token: str | None = None,
    ) -> ClientResponse:
        """One request with the good token, or another; empty: none."""
        token = self.token if token is None else token
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        response = await self.session.request(
            method, f"/{path}", data=data, headers={**bearer, **(headers or {})}
        )
        await response.read()
        return response


@asynccontextmanager
async def guest_site(folder: Path) -> AsyncIterator[GuestSite]:
    """WHIP on a port of loopback."""
    engine = GuestEngine()
    application = web.Application(client_max_size=64 * 1024)
    async with ClientSession() as unused:
        site = GuestSite(folder, unused, engine)
    WhipServer(
        GuestDoor(site.book),
        engine.open,
        engine.signal,
        lambda link_id, session_id: engine.told.append((link_id, session_id)),
    ).add_to(application)
    async with serving(application) as port, ClientSession(f"http://127.0.0.1:{port}") as session:
        site.session = session
        yield site

"""Phones and guests at the hub: their links, the way in by HTTPS, and what each is told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from aiohttp import web

from studio.core.clock import SystemClock
from studio.core.errors import StudioError
from studio.core.guests import GuestLink, GuestList, GuestSeen, GuestState, seen_of
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    EngineLost,
    Event,
    GuestsChanged,
    ShowChanged,
    ShowStateChanged,
    StatsReported,
)
from studio.core.messages.results import Done, GuestLinkCreated, GuestOpened, Result, Snapshot
from studio.core.network import LOOPBACK
from studio.core.scene import Show
from studio.core.settings import PhoneSettings
from studio.core.status import ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.processes.secure_site import PHONES, SecureSite
from studio.web.guest_book import GuestBook
from studio.web.guest_page import GuestNews, GuestPage, over_word, session_mark
from studio.web.whip import GuestDoor, WhipServer

_log = logging.getLogger("studio.processes.guest_desk")

_FILE = "guests.json"
_TICK_S = 1.0
_REASONS = {
    GuestState.REVOKED: "the guest link was withdrawn",
    GuestState.EXPIRED: "the time of the guest link is over",
}
EngineCall = Callable[[ask.Request], Awaitable[Result]]


class GuestDesk:
    """On the hub's event loop. ``engine`` passes a request on, ``tell`` tells the windows."""

    def __init__(
        self,
        data_dir: Path,
        engine: EngineCall,
        tell: Callable[[Event], None],
        *,
        is_loopback_only: bool = False,
    ) -> None:
        self._engine = engine
        self._tell = tell
        self._book = GuestBook(data_dir / _FILE, SystemClock(), self._link_closed)
        door = GuestDoor(self._book)
        self._page = GuestPage(door, self._news_of)
        self._whip = WhipServer(door, self._open_guest, self._signal, self._guest_opened)
        self._site = SecureSite(
            data_dir, PHONES, self._add_to_site, is_loopback_only=is_loopback_only
        )
        self._tasks = TaskGroupKeeper("guest-desk")
        self._sessions: dict[str, str] = {}
        self._connected: frozenset[str] = frozenset()
        self._show: Show | None = None
        self._state = ShowState.OFF
        self._has_heard_show = self._has_heard_state = False
        self._local_port = 0
        self._told = GuestList()

    def add_to(self, application: web.Application) -> None:
        """The guest page and WHIP."""
        self._page.add_to(application)
        self._whip.add_to(application)

    async def open(self, settings: PhoneSettings, local_port: int) -> None:
        """Begin; ``local_port``: where the page answers on this computer."""
        self._local_port = local_port
        await self._site.follow(settings.is_allowed, settings.port)
        self._tasks.start(self._tick(), "tick")

    async def close(self) -> None:
        """Stop listening."""
        await self._page.close()
        await self._site.close()
        await self._tasks.close()

    def guests(self) -> GuestList:
        """All links as they are now, and where they lead."""
        site = self._site
        local = f"http://{LOOPBACK}:{self._local_port}/guest"
        on_network = f"https://{site.host}:{site.port}/guest" if site.port else ""
        return GuestList(
            links=tuple(self._with_state(link) for link in self._book.links()),
            page_url=on_network or local,
            is_on_network=bool(on_network),
            fingerprint=site.fingerprint,
            note=site.note,
        )

    def answer(self, request: ask.CreateGuestLink | ask.RevokeGuestLink) -> Result:
        """Make, renew or withdraw a link."""
        if isinstance(request, ask.RevokeGuestLink):
            self._book.revoke(request.link_id, is_forgotten=request.is_forgotten)
            self._tell_changes()
            return Done()
        parts = (request.has_camera, request.has_microphone)
        if request.link_id:
            link, token = self._book.renew(request.link_id, request.name, request.lifetime, parts)
            self._put_out(link, _REASONS[GuestState.REVOKED])  # who came by the old address
        else:
            link, token = self._book.create(
                request.name, request.lifetime, has_camera=parts[0], has_microphone=parts[1]
            )
        self._tell_changes()
        # After the #, which browsers keep to themselves: no server and no log ever sees it.
        return GuestLinkCreated(link, f"{self.guests().page_url}#{token}")

    def follow(self, settings: PhoneSettings) -> None:
        """The settings changed: phones are let in by the network, or not."""

        async def do() -> None:
            await self._site.follow(settings.is_allowed, settings.port)
            self._tell_changes()

        self._tasks.start(do(), "follow")

    async def learn(self) -> None:
        """Ask the engine anew what it shows; what it tells meanwhile is newer than its answer."""
        self._has_heard_show = self._has_heard_state = False
        try:
            snapshot = await self._engine(ask.GetSnapshot())
        except StudioError as error:
            _log.warning("the show is not known", extra={"error": str(error)})
            return
        if isinstance(snapshot, Snapshot):
            self._show = self._show if self._has_heard_show else snapshot.show
            self._state = self._state if self._has_heard_state else snapshot.state
            self._tell_changes()

    def hear(self, event: Event) -> None:
        """What changes whom a guest is seen by."""
        if isinstance(event, ShowChanged):
            self._show = event.show
            self._has_heard_show = True
        elif isinstance(event, ShowStateChanged):
            was_on = self._state is not ShowState.ENDED
            self._state = event.state
            self._has_heard_state = True
            if event.state is ShowState.ENDED and was_on:
                self._book.end_show()
        elif isinstance(event, StatsReported | EngineLost):
            connected = _connected_by(event)
            if connected == self._connected:
                return
            self._connected = connected
        else:
            return
        self._tell_changes()

    def _add_to_site(self, application: web.Application) -> None:
        self.add_to(application)
        application.router.add_get("/", _to_page)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            self._book.tick()

    def _tell_changes(self) -> None:
        self._page.wake()
        now = self.guests()
        if now != self._told:
            self._told = now
            self._tell(GuestsChanged(now))

    def _with_state(self, link: GuestLink) -> GuestLink:
        if link.state is not GuestState.WAITING or link.id not in self._connected:
            return link
        seen = self._seen(link.id)
        is_on_air = seen.is_seen or seen.is_heard
        state = GuestState.ON_AIR if is_on_air else GuestState.CONNECTED
        return msgspec.structs.replace(link, state=state)

    def _seen(self, link_id: str) -> GuestSeen:
        return seen_of(link_id, self._show, self._state) if self._show else GuestSeen()

    def _news_of(self, link: GuestLink) -> GuestNews:
        now = next((one for one in self._book.links() if one.id == link.id), None)
        seen = self._seen(link.id)
        state = now.state if now is not None else GuestState.REVOKED
        if state is GuestState.WAITING and now != link:  # the link has another token by now
            state = GuestState.REVOKED
        return GuestNews(
            name=link.name,
            show=self._state,
            is_seen=seen.is_seen,
            is_heard=seen.is_heard,
            has_camera=link.has_camera,
            has_microphone=link.has_microphone,
            is_received=link.id in self._connected,
            session=session_mark(self._sessions.get(link.id, "")),
            over=over_word(state),
        )

    def _guest_opened(self, link_id: str, session_id: str) -> None:
        self._sessions[link_id] = session_id
        self._page.wake()

    def _link_closed(self, link: GuestLink, state: GuestState) -> None:
        self._put_out(link, _REASONS[state])
        self._tell_changes()

    def _put_out(self, link: GuestLink, reason: str) -> None:
        self._sessions.pop(link.id, None)

        async def do() -> None:
            try:
                await self._engine(ask.CloseGuest(link.id, reason=reason))
            except StudioError as error:
                _log.warning("guest not put out", extra={"error": str(error)})

        self._tasks.start(do(), "put-out")

    async def _open_guest(self, request: ask.OpenGuest) -> GuestOpened:
        result = await self._engine(request)
        if not isinstance(result, GuestOpened):
            raise StudioError("the engine gave another answer than was asked for", "guest")
        return result

    async def _signal(self, request: ask.AddGuestCandidates | ask.CloseGuest) -> None:
        await self._engine(request)


async def _to_page(_request: web.Request) -> web.Response:
    return web.Response(status=307, headers={"Location": "/guest"})


def _connected_by(event: StatsReported | EngineLost) -> frozenset[str]:
    """Links by which somebody is received now; nobody while the engine is away."""
    if isinstance(event, EngineLost):
        return frozenset()
    return frozenset(guest.link_id for guest in event.stats.guests)

"""Where remote controls made for OBS Studio connect: off by default, never without a password."""

import asyncio
import contextlib
import ipaddress
import logging
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import StudioError
from studio.core.messages import events as said
from studio.core.messages.requests import GetSnapshot, Request
from studio.core.messages.results import ObsAccess, ObsRemote, Result, Snapshot
from studio.core.settings import ObsSettings
from studio.core.status import Alarm, Severity
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Role
from studio.web.limits import RateLimit
from studio.web.obs_socket.book import Book, Desk, Told
from studio.web.obs_socket.client import ObsClient
from studio.web.obs_socket.codes import Close, Events
from studio.web.obs_socket.state_events import hear, meters_of
from studio.web.obs_socket.wire import PROTOCOLS
from studio.web.roles import check_right

_log = logging.getLogger("studio.web.obs_socket.server")

_MOST_CLIENTS = 16
_MOST_MESSAGE_BYTES = 1_048_576
_HEARTBEAT_S = 20.0
_CONNECTS_PER_MINUTE, _CONNECTS_AT_ONCE = 60, 20
_ROLE = Role.STREAMER
ALARM = "obs-socket"

Studio = Callable[[Request], Awaitable[Result]]


class ObsSocket:
    """Follows its settings; all on the hub's event loop.

    ``password`` is asked at every connection, so another one holds at once. What is asked for
    goes the way of every window's request, with the rights of a streamer.
    """

    def __init__(
        self,
        studio: Studio,
        password: Callable[[], str],
        tell: Callable[[said.Event], None],
        clock: Clock,
    ) -> None:
        self._studio = studio
        self._password = password
        self._tell = tell
        self._clock = clock
        self._book = Book()
        self._limit = RateLimit(clock, _CONNECTS_PER_MINUTE, _CONNECTS_AT_ONCE)
        self._settings = ObsSettings()
        self._clients: set[ObsClient] = set()
        self._runner: web.AppRunner | None = None
        self._turn = asyncio.Lock()
        self._tasks = TaskGroupKeeper("obs-socket")
        self.port = 0
        self.alarm: Alarm | None = None

    async def follow(self, settings: ObsSettings) -> None:
        """Listen, listen elsewhere, or stop; a port that is taken is an alarm."""
        async with self._turn:
            is_listening = self._runner is not None
            if settings == self._settings and is_listening == settings.is_on:
                return
            self._settings = settings
            await self._stop()
            if settings.is_on:
                await self._start()
            else:
                self._set_alarm(None)

    def access(self) -> ObsAccess:
        """What the owner's window shows."""
        now_ns = self._clock.monotonic_ns()
        remotes = [
            ObsRemote(one.address, one.program, (now_ns - one.since_ns) / NS_PER_S)
            for one in sorted(self._clients, key=lambda one: one.since_ns)
        ]
        return ObsAccess(
            self._password(),
            self._runner is not None,
            self.port or self._settings.listen_port,
            self.alarm.text if self.alarm is not None else "",
            tuple(remotes),
        )

    def hear(self, event: said.Event) -> None:
        """What the studio tells: keep it, and hand it on as OBS would say it."""
        if self._runner is None:
            return
        if isinstance(event, said.MetersReported):
            if any(one.wants_meters for one in self._clients):
                self._broadcast(meters_of(event.meters, self._book))
        elif isinstance(event, said.EngineConnected):
            self._tasks.start(self._refresh(), "refresh")
        elif isinstance(event, said.EngineLost):
            self._book.lose()
        else:
            for told in hear(event, self._book):
                self._broadcast(told)

    async def forget_all(self) -> None:
        """Let everybody go; who has the new password may come back."""
        for client in list(self._clients):
            await client.close(Close.INVALIDATED, "the password was changed")

    async def close(self) -> None:
        """Stop listening."""
        self._broadcast(Told(Events.GENERAL, "ExitStarted"))
        async with self._turn:
            await self._stop()
        await self._tasks.close()

    async def _start(self) -> None:
        application = web.Application()
        application.router.add_get("/", self._serve)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        settings = self._settings
        try:
            await web.TCPSite(
                runner, settings.listen_host, settings.listen_port, reuse_address=True
            ).start()
        except OSError as error:
            await runner.cleanup()
            _log.warning("port cannot be used", extra={"error": str(error)})
            self._set_alarm(
                Alarm(
                    ALARM,
                    Severity.WARNING,
                    f"Remote controls cannot connect: the port {settings.listen_port} is taken",
                    "Choose another port in the settings, or end the program that has it.",
                )
            )
            return
        self._runner, self.port = runner, int(runner.addresses[0][1])
        self._set_alarm(None)
        await self._refresh()

    async def _stop(self) -> None:
        runner, self._runner = self._runner, None
        self.port = 0
        for client in list(self._clients):
            await client.close(1001, "the studio stops listening")
        if runner is not None:
            await runner.cleanup()

    async def _refresh(self) -> None:
        with contextlib.suppress(StudioError):  # EngineConnected comes when it is there
            snapshot = await self._studio(GetSnapshot())
            if isinstance(snapshot, Snapshot):
                self._book.take(snapshot)

    def _set_alarm(self, alarm: Alarm | None) -> None:
        if alarm is not None:
            self._tell(said.AlarmRaised(alarm))
        elif self.alarm is not None:
            self._tell(said.AlarmCleared(ALARM))
        self.alarm = alarm

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        address = request.remote or ""
        if not is_allowed(request.host, request.headers.get("Origin"), self._settings.allows_pages):
            raise web.HTTPForbidden(text="web pages are not allowed here")
        if len(self._clients) >= _MOST_CLIENTS or not self._limit.allows(address):
            raise web.HTTPTooManyRequests(text="too many remote controls")
        connection = web.WebSocketResponse(
            heartbeat=_HEARTBEAT_S, max_msg_size=_MOST_MESSAGE_BYTES, protocols=PROTOCOLS
        )
        await connection.prepare(request)
        program = request.headers.get("User-Agent", "")[:100]
        desk = Desk(self._book, self.ask, self._broadcast)
        now_ns = self._clock.monotonic_ns()
        client = ObsClient(connection, desk, address, program, now_ns)
        self._clients.add(client)
        try:
            await client.serve(self._password())
        finally:
            self._clients.discard(client)
        return connection

    async def ask(self, request: Request) -> Result:
        """What a remote control asks of the studio. Raises ForbiddenError and StudioError."""
        check_right(_ROLE, request)
        return await self._studio(request)

    def _broadcast(self, told: Told) -> None:
        for client in list(self._clients):
            client.hear(told)
        if told.name == "SceneTransitionStarted":
            self._tasks.start(self._end_transition(told), "end-transition")

    async def _end_transition(self, started: Told) -> None:
        show = self._book.show
        await asyncio.sleep(show.transition_to(show.current_scene_id).duration_ms / 1000)
        for name in ("SceneTransitionVideoEnded", "SceneTransitionEnded"):
            self._broadcast(Told(Events.TRANSITIONS, name, started.data))


def is_allowed(host: str, origin: str | None, allows_pages: bool) -> bool:
    """Whether a connection with these headers may begin; the password comes after.

    The Host must be an address or a name of this computer, so that no page of elsewhere can
    give its own name to it. Some programs send our own address as their Origin.
    """
    name = (urlsplit(f"//{host}").hostname or "").lower()
    try:
        ipaddress.ip_address(name)
        is_ours = True
    except ValueError:
        own = socket.gethostname().lower()
        is_ours = name in ("localhost", own, f"{own}.local")
    if not is_ours:
        return False
    return origin is None or allows_pages or urlsplit(origin).netloc.lower() == host.lower()

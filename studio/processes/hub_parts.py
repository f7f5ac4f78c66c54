"""What the hub is made of: the viewer page, the control socket, and who answers what."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec
from aiohttp import web

from studio.core.clock import SystemClock
from studio.core.errors import BadInputError, StudioError
from studio.core.ids import new_secret
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    AlarmRaised,
    EngineConnected,
    EngineLost,
    Event,
    SettingsChanged,
    ShowChanged,
    ShowStateChanged,
)
from studio.core.messages.results import Done, Result, Snapshot, ViewerOpened
from studio.core.network import LOOPBACK
from studio.core.paths import SETTINGS_FILE
from studio.core.platforms import check_platforms
from studio.core.second_canvas import shapes_of
from studio.core.settings import Settings
from studio.core.settings_file import save_settings
from studio.core.status import Alarm, Severity
from studio.core.store_address import check_store
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Role, Who
from studio.processes.chat_desk import ROOM_REQUESTS, ChatDesk
from studio.processes.desks import Desks, for_anyone
from studio.processes.diary import Diary
from studio.processes.door_desk import DOOR_REQUESTS, DoorDesk
from studio.processes.engage_desk import ENGAGE_REQUESTS, EngageDesk, add_engagement
from studio.processes.engine_host import EngineHost
from studio.processes.examiner import Examiner
from studio.processes.guest_desk import GuestDesk
from studio.processes.hub_secrets import HubSecrets
from studio.processes.library.librarian import Librarian
from studio.processes.listening import Listening, serve, serve_page
from studio.processes.overlay_desk import PIN_REQUESTS, OverlayDesk
from studio.processes.platform_desk import PLATFORM_REQUESTS, PlatformDesk
from studio.processes.rules_desk import RULES_REQUESTS, RulesDesk
from studio.processes.settings_askers import SettingsAskers
from studio.processes.team_desk import TEAM_REQUESTS, TeamDesk
from studio.web.control import ControlServer
from studio.web.obs_socket.server import ObsSocket
from studio.web.viewer_page import ViewerPage

_log = logging.getLogger("studio.processes.hub_parts")

_OBS_REMOTE = Who("obs", "", Role.STREAMER)


class HubParts:
    """Builds and holds the parts; on the hub's event loop."""

    def __init__(
        self,
        data_dir: Path,
        settings: Settings,
        complaint: str,
        *,
        is_loopback_only: bool = False,
        may_move: bool = False,
    ) -> None:
        """``may_move``: when the page's port is taken, one of the next does as well."""
        self._may_move = may_move
        self._data_dir = data_dir
        self.settings = settings
        self.token = new_secret()
        self._complaint = complaint
        self._host: EngineHost | None = None
        self._shut_down: Callable[[], None] = lambda: None
        self._tasks = TaskGroupKeeper("hub")
        self._control = ControlServer(
            self._answer, self.token, lambda token: self._door.who_has(token), self._present
        )
        self._secrets = HubSecrets(data_dir)
        self._obs = ObsSocket(
            lambda request: self._answer(request, _OBS_REMOTE),
            *(self._secrets.obs_password, self._control.tell, SystemClock()),
        )
        self._page = ViewerPage(self._open_viewer, self._signal, settings.web)
        self._build_people(is_loopback_only=is_loopback_only)
        self._askers = SettingsAskers()
        self._diary = Diary(data_dir, self._control.tell)
        self._examiner = Examiner(data_dir, self._control.tell)
        self._librarian = Librarian(data_dir, self._engine)
        self._desks = Desks()
        self._add_desks()
        self._opening: asyncio.Task[None] | None = None
        self._runners: list[web.AppRunner] = []
        self._listening = Listening(LOOPBACK, 0, 0)

    def _build_people(self, *, is_loopback_only: bool) -> None:
        """Guests, the room, and whoever helps in it."""
        self._guests = GuestDesk(
            self._data_dir, self._engine, self._control.tell, is_loopback_only=is_loopback_only
        )
        store_url = self._secrets.store_url(self.settings.store)
        tell, chat_key = self._control.tell, self._secrets.chat_key
        self._chat = ChatDesk(self._data_dir, tell, chat_key, store_url)
        self._platforms = PlatformDesk(self._data_dir, self._secrets.file, tell)
        self._team = TeamDesk(self._control.tell, self._chat.names)
        self._rules = RulesDesk(self._data_dir, self._chat.opened, SystemClock(), self._chat.tell)
        self._overlay = OverlayDesk(self._chat, self._engine, SystemClock())
        self._engage = EngageDesk(self._secrets.file, SystemClock(), self._chat.tell)
        self._door = DoorDesk(
            self._data_dir,
            self._control,
            self._control.tell,
            self._chat.log.append,
            is_loopback_only=is_loopback_only,
        )

    async def open(
        self, host: EngineHost, shut_down: Callable[[], None], wanted: Listening | None
    ) -> Listening:
        """Listen for viewers and windows. Raises OSError when the viewers' port is taken."""
        self._diary.open()
        self._host = host
        self._shut_down = shut_down
        viewer_port = wanted.viewer_port if wanted else self.settings.web.listen_port
        page, control = web.Application(client_max_size=64 * 1024), web.Application()
        self._page.add_to(page)
        self._guests.add_to(page)
        self._chat.add_to(page)
        self._control.add_to(control)
        host_name = self.settings.web.listen_host
        may_move = self._may_move and wanted is None
        runner = await self._runner_of(page)
        found_viewer = await serve_page(runner, host_name, viewer_port, may_move=may_move)
        try:
            control_port = wanted.control_port if wanted else 0
            found_control = await serve(await self._runner_of(control), LOOPBACK, control_port)
        except OSError:  # taken meanwhile; windows read the new one from the card
            found_control = await serve(await self._runner_of(control), LOOPBACK, 0)
        self._listening = Listening(host_name, found_viewer, found_control)
        await self._obs.follow(self.settings.obs)
        await self._guests.open(self.settings.phones, found_viewer)
        self._platforms.follow(self.settings.platforms)
        await self._door.open(self.settings.moderators)
        self._chat.names.learn(self._door.team())
        self._opening = self._chat.open()
        return self._listening

    def hold_engine(self, host: EngineHost) -> None:
        """Take hold of the engine, from now on."""
        self._tasks.start(host.run(), "engine-host")

    def tell(self, event: Event) -> None:
        """Windows hear it; the page hears what concerns it; settings are kept."""
        if isinstance(event, SettingsChanged):
            by = self._askers.who_asked_for(event.settings)
            self._chat.log.settings_changed(self.settings, event.settings, by)
            self._keep(event.settings)
            self._tasks.start(self._obs.follow(event.settings.obs), "follow-obs")
            self._guests.follow(event.settings.phones)
            self._platforms.follow(event.settings.platforms)
            self._door.follow(event.settings.moderators)
        elif isinstance(event, ShowStateChanged):
            self._page.set_state(event.state, event.started_wall_ms)
        elif isinstance(event, ShowChanged):
            self._page.set_shapes(shapes_of(event.show))
        elif isinstance(event, EngineLost | EngineConnected):
            self._page.set_reconnecting(isinstance(event, EngineLost))
        self._guests.hear(event)
        self._chat.hear(event)
        self._overlay.hear(event)
        self._control.tell(event)
        self._obs.hear(event)
        self._diary.hear(event)
        if isinstance(event, EngineConnected):
            self._tasks.start(self._learn(), "learn")

    async def close(self) -> None:
        """Stop listening and end every task."""
        if self._opening is not None:  # no desk may be opened after it was closed
            self._opening.cancel()
            await asyncio.wait({self._opening})
        await self._page.close()
        await self._platforms.close()
        await self._engage.close()
        await self._team.close()
        await self._rules.close()
        await self._overlay.close()
        await self._chat.close()
        await self._obs.close()
        await self._guests.close()
        await self._door.close()
        await self._control.close()
        for runner in self._runners:
            await runner.cleanup()
        await self._tasks.close()
        await self._examiner.close()
        self._diary.close()

    def _present(self, connected: tuple[Who, ...]) -> None:
        self._team.present(connected)
        self._door.present(connected)

    async def _runner_of(self, application: web.Application) -> web.AppRunner:
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        self._runners.append(runner)
        return runner

    def _add_desks(self) -> None:
        add_engagement(self._chat, self._engage, SystemClock())
        self._chat.fellows += [self._team, self._rules, self._platforms]
        self._overlay.shown_now = lambda: self._engage.shown
        desks = self._desks
        desks.add(ask.ShutDown, self._answer_shut_down)
        desks.add(ask.GetObsAccess | ask.RenewObsPassword, self._obs_access)
        desks.add(ask.CreateGuestLink | ask.RevokeGuestLink, for_anyone(self._guests.answer))
        desks.add(ask.Examine, self._examine)
        desks.add(ask.GetJournal, for_anyone(self._diary.answer))
        library = ask.GetLibrary | ask.PreviewImport | ask.ChangeLibrary
        desks.add(library, for_anyone(self._librarian.answer))
        desks.add(ROOM_REQUESTS, self._chat.answer)
        desks.add(PIN_REQUESTS, self._overlay.answer)
        desks.add(TEAM_REQUESTS, self._team.answer)
        desks.add(PLATFORM_REQUESTS, self._platforms.answer)
        desks.add(RULES_REQUESTS, self._rules.answer)
        desks.add(ENGAGE_REQUESTS, self._engage.answer)
        desks.add(DOOR_REQUESTS, self._door.answer)

    async def _answer(self, request: ask.Request, who: Who) -> Result:
        if isinstance(request, ask.SetSettings):
            check_platforms(request.settings.platforms)
            check_store(request.settings.store.url)
        answered = await self._desks.answer(request, who)
        if answered is not None:
            return answered
        self._askers.remember(request, who)
        result = await self._engine(request)
        if isinstance(result, Snapshot):
            alarms = result.alarms + self.own_alarms()
            return msgspec.structs.replace(
                result,
                viewer_url=self._listening.viewer_url,
                alarms=alarms,
                guests=self._guests.guests(),
            )
        return result

    async def _answer_shut_down(self, _request: ask.ShutDown, _who: Who) -> Result:
        asyncio.get_running_loop().call_later(0.05, self._shut_down)
        return Done()

    async def _examine(self, _request: ask.Examine, _who: Who) -> Result:
        if self._host is not None and self._host.is_busy:
            raise BadInputError("end the show and the recording first", "Examine")
        self._examiner.begin()
        return Done()

    async def _obs_access(
        self, request: ask.GetObsAccess | ask.RenewObsPassword, _who: Who
    ) -> Result:
        if isinstance(request, ask.RenewObsPassword):
            self._secrets.renew_obs_password()
            await self._obs.forget_all()
        return self._obs.access()

    async def _engine(self, request: ask.Request) -> Result:
        if self._host is None:
            raise StudioError("the hub is not ready yet", "hub")
        return await self._host.request(request)

    async def _learn(self) -> None:
        """What the engine does already need not be written down as new; guests are told it."""
        await self._guests.learn()
        with contextlib.suppress(StudioError):
            told = await self._engine(ask.GetSnapshot())
            if isinstance(told, Snapshot):
                self._diary.take(told)
                self._page.set_shapes(shapes_of(told.show))
                self._chat.learn(told.state, told.started_wall_ms)

    async def _open_viewer(self, offer_sdp: str, shape: str) -> ViewerOpened:
        result = await self._engine(ask.OpenViewer(offer_sdp, shape))
        if not isinstance(result, ViewerOpened):
            raise StudioError("the engine gave another answer than was asked for", "viewer")
        return result

    async def _signal(self, request: ask.AddViewerCandidates | ask.CloseViewer) -> None:
        await self._engine(request)

    def own_alarms(self) -> tuple[Alarm, ...]:
        """What the hub itself has to say."""
        alarms = [self._obs.alarm] if self._obs.alarm is not None else []
        if self._chat.alarm is not None:
            alarms.append(self._chat.alarm)
        if self._complaint:
            alarms.append(Alarm("settings-not-read", Severity.WARNING, self._complaint))
        wanted, found = self.settings.web.listen_port, self._listening.viewer_port
        if self._may_move and wanted and found != wanted:
            alarms.append(
                Alarm(
                    "page-moved",
                    Severity.WARNING,
                    f"Another program holds port {wanted}; viewers find the page at port {found}",
                    "Close the other program and start again, or choose another port",
                )
            )
        return tuple(alarms)

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        try:
            save_settings(self._data_dir / SETTINGS_FILE, settings)
        except OSError as error:
            self.tell(
                AlarmRaised(
                    Alarm(
                        "settings-not-saved",
                        Severity.WARNING,
                        f"The settings could not be saved: {error.strerror}",
                    )
                )
            )

"""A studio in one object, on the other side of a window's bridge: edits are real, media is not."""

import asyncio
from collections.abc import Callable

import msgspec

from studio.core.errors import StudioError, UnavailableError
from studio.core.guests import GuestLink, GuestList
from studio.core.messages import events as ev
from studio.core.messages import requests as ask
from studio.core.messages.results import (
    ChatPage,
    Devices,
    Done,
    Engagement,
    GuestLinkCreated,
    Journal,
    Library,
    ObsAccess,
    PictureKept,
    PictureRings,
    Pinned,
    PlatformsNow,
    RecordingStarted,
    Result,
    Snapshot,
    TeamDevices,
)
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.status import DeviceInfo, PreviewInfo, RecorderState, RecorderStatus, ShowState
from studio.engine.history import History

_GLANCES = (
    ask.GetSnapshot,
    ask.WatchPictures,
    ask.GetObsAccess,
    ask.SizePreview,
    ask.GetMessages,
    ask.GetTeam,
    ask.LookAt,
    ask.GetEngagement,
    ask.GetPinned,
    ask.GetPlatforms,
    ask.GetTeamDevices,
)


class FakeStudio:
    """Answers as hub and engine would; ``asked`` keeps every request but for the snapshots.

    Set ``refusal`` to have everything refused; `tell` sends an event to the window. ``answers``:
    by the kind of request, what is told instead of what this would say.
    ``results``: what kinds of requests are answered with, where there is nothing better to say.
    Set ``refusal`` to have everything refused; `tell` sends an event to the window.
    """

    def __init__(self, show: Show) -> None:
        self.history = History(show)
        self.settings = Settings()
        self.state = ShowState.OFF
        self.recorder = RecorderState.OFF
        self.devices: tuple[DeviceInfo, ...] = ()
        self.preview = PreviewInfo()
        self.rings = PictureRings()
        self.viewer_url = "http://127.0.0.1:8480/"
        self.guests = GuestList()
        self.invited = 0
        self.journal = Journal()
        self.team = TeamDevices()
        self.obs = ObsAccess("a password", port=4455)
        self.library = Library()
        self.chat = ChatPage()
        self.older = ChatPage()
        self.pinned = Pinned()
        self.platforms = PlatformsNow()
        self.chat_was_read = 0
        self.answers: dict[type[ask.Request], Result] = {}
        self.looked_at: list[tuple[str, str]] = []
        self.engagement = Engagement()
        self.results: dict[type[ask.Request], Result] = {}
        self.refusal: StudioError | None = None
        self.asked: list[ask.Request] = []
        self.sized: list[int] = []
        self._on_event: Callable[[ev.Event], None] = lambda _event: None
        self._on_connected: Callable[[bool], None] = lambda _is_connected: None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def show(self) -> Show:
        """The show as it is now."""
        return self.history.show

    def make(
        self, on_event: Callable[[ev.Event], None], on_connected: Callable[[bool], None]
    ) -> "FakeConnection":
        """A connection; for `Bridge`, which calls this on its loop."""
        self._on_event, self._on_connected = on_event, on_connected
        self._loop = asyncio.get_running_loop()
        return FakeConnection(self, on_connected)

    def tell(self, event: ev.Event) -> None:
        """Send an event; from any thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._on_event, event)

    def set_connected(self, is_connected: bool) -> None:
        """Lose the window, or take it up again."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._on_connected, is_connected)

    def tell_show(self) -> None:
        """Say what the show is now."""
        history = self.history
        self.tell(
            ev.ShowChanged(history.show, history.revision, history.undo_name, history.redo_name)
        )

    def answer(self, request: ask.Request) -> Result:
        """What hub or engine would answer; raises StudioError."""
        if isinstance(request, _GLANCES):
            return self._glance(request)  # asked again and again, and by themselves
        self.asked.append(request)
        if self.refusal is not None:
            raise self.refusal
        match request:
            case ask.ApplyEdit():
                self.history.apply(request.edit, request.merge_key)
                self.tell_show()
            case ask.SwitchScene():
                self.history.switch_scene(request.scene_id)
                self.tell_show()
            case ask.ReplaceShow():
                self.history.replace(request.show)
                self.tell_show()
            case ask.Undo():
                self.history.undo()
                self.tell_show()
            case ask.Redo():
                self.history.redo()
                self.tell_show()
            case ask.SetSettings():
                self.settings = request.settings
                self.tell(ev.SettingsChanged(request.settings))
            case ask.GetDevices():
                kinds = (request.kind, "") if request.kind else None
                return Devices(
                    tuple(one for one in self.devices if kinds is None or one.kind in kinds)
                )
            case _:
                return self._run_show(request)
        return Done()

    def _read_chat(self) -> ChatPage:
        """Every window asks for it at once, so that it is only counted."""
        self.chat_was_read += 1
        if self.refusal is not None:
            raise self.refusal
        return self.chat

    @staticmethod
    def _kept(request: ask.KeepPicture) -> Result:
        is_whole = request.offset + ask.PICTURE_PART_BYTES >= request.total_bytes
        return PictureKept(f"/data/pictures/{request.digest}.png") if is_whole else Done()

    def _invite(self, request: ask.CreateGuestLink) -> GuestLinkCreated:
        """Tokens are called token-1, token-2 and so on."""
        self.invited += 1
        link = GuestLink(
            request.link_id or f"guest-{self.invited}",
            request.name,
            1_700_000_000_000,
            request.lifetime,
            request.has_camera,
            request.has_microphone,
        )
        others = tuple(one for one in self.guests.links if one.id != link.id)
        self.guests = GuestList((*others, link), "http://127.0.0.1:8480/guest")
        self.tell(ev.GuestsChanged(self.guests))
        return GuestLinkCreated(link, f"{self.guests.page_url}#token-{self.invited}")

    def _stage(self, request: ask.SetPreviewMode | ask.PreviewScene | ask.TakePreview) -> None:
        show = self.history.show
        match request:
            case ask.SetPreviewMode():
                prepared = show.preview_scene_id or show.current_scene_id
                self.history.prepare(prepared if request.is_on else "", request.is_swapping)
            case ask.PreviewScene():
                self.history.prepare(request.scene_id)
            case ask.TakePreview():
                self.history.take()
        self.tell_show()

    def _run_show(self, request: ask.Request) -> Result:
        match request:
            case ask.CreateGuestLink():
                return self._invite(request)
            case ask.SetPreviewMode() | ask.PreviewScene() | ask.TakePreview():
                self._stage(request)
            case ask.StartShow():
                self._become(ShowState.REHEARSAL if request.is_rehearsal else ShowState.LIVE)
            case ask.PauseShow():
                self._become(ShowState.PAUSED if request.is_paused else ShowState.LIVE)
            case ask.EndShow():
                was_rehearsal = self.state is ShowState.REHEARSAL
                self._become(ShowState.OFF if was_rehearsal else ShowState.ENDED)
            case ask.StartRecording():
                self._record(RecorderState.RECORDING)
                return RecordingStarted("/videos/show.mp4")
            case ask.StopRecording():
                self._record(RecorderState.OFF)
            case _:
                return self._look_up(request)
        return Done()

    def _look_up(self, request: ask.Request) -> Result:
        if type(request) in self.answers:
            return self.answers[type(request)]
        match request:
            case ask.GetJournal():
                return self.journal
            case ask.SearchMessages():
                return self.chat
            case ask.GetLibrary() | ask.PreviewImport() | ask.ChangeLibrary():
                return self.library
            case ask.KeepPicture():
                return self._kept(request)
            case ask.RenewObsPassword():
                self.obs = msgspec.structs.replace(self.obs, password="another password")
                return self.obs
        return self.results.get(type(request), Done())

    def _become(self, state: ShowState) -> None:
        self.state = state
        self.tell(ev.ShowStateChanged(state, 1_700_000_000_000))

    def _record(self, state: RecorderState) -> None:
        self.recorder = state
        self.tell(ev.RecorderStatusChanged(RecorderStatus(state=state)))

    def _glance(self, request: ask.Request) -> Result:
        if isinstance(request, ask.LookAt):
            self.looked_at.append((request.lane, request.message_id))
            return Done()
        if isinstance(request, ask.GetTeam):
            return self.answers.get(ask.GetTeam, Done())
        if isinstance(request, ask.GetMessages):
            return self.older if request.before else self._read_chat()
        if isinstance(request, ask.GetPinned):
            return self.pinned
        if isinstance(request, ask.GetEngagement):
            return self.engagement
        if isinstance(request, ask.SizePreview):
            self.sized.append(request.long_side_px)
            return Done()
        if isinstance(request, ask.GetObsAccess):
            return self.obs
        if isinstance(request, ask.GetPlatforms):
            return self.platforms
        if isinstance(request, ask.GetTeamDevices):
            return self.team
        return self._snapshot() if isinstance(request, ask.GetSnapshot) else self.rings

    def _snapshot(self) -> Snapshot:
        history = self.history
        return Snapshot(
            show=history.show,
            revision=history.revision,
            state=self.state,
            settings=self.settings,
            undo_name=history.undo_name,
            redo_name=history.redo_name,
            preview=self.preview,
            viewer_url=self.viewer_url,
        )


class FakeConnection:
    """The bridge's side of it."""

    def __init__(self, studio: FakeStudio, on_connected: Callable[[bool], None]) -> None:
        self._studio = studio
        self._on_connected = on_connected
        self._is_open = False

    def start(self) -> None:
        """Connected at once."""
        self._is_open = True
        self._on_connected(True)

    async def request(self, request: ask.Request) -> Result:
        """Answered on the next turn of the loop."""
        await asyncio.sleep(0)
        if not self._is_open:
            raise UnavailableError("the studio is not reached", "hub")
        return self._studio.answer(request)

    async def close(self) -> None:
        """No more."""
        self._is_open = False

"""A studio that a test plays, behind the socket for remote controls of OBS."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from studio.core.clock import SystemClock
from studio.core.editing import apply_edit
from studio.core.errors import BadInputError, UnavailableError
from studio.core.messages import events as said
from studio.core.messages import requests as ask
from studio.core.messages.results import Done, PictureRings, RecordingStarted, Result, Snapshot
from studio.core.scene import Show
from studio.core.settings import ObsSettings, Settings
from studio.core.status import (
    EngineStats,
    RecorderState,
    RecorderStatus,
    ShowState,
    SourceState,
    SourceStatus,
)
from studio.web.obs_socket.answering import HANDLERS
from studio.web.obs_socket.auth import proof
from studio.web.obs_socket.book import Book, Desk, Told
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.server import ObsSocket
from studio.web.obs_socket.state_events import hear
from tests.support.small_show import small_show

PASSWORD = "the password of this test"
FILM = SourceStatus(
    *("film", SourceState.RUNNING, "", 640, 360, 10), position_s=2.5, duration_s=60.0
)


class PlayedStudio:
    """Does what the engine would do to the show, and tells it."""

    def __init__(self, show: Show | None = None) -> None:
        self.show = show or small_show()
        self.settings = Settings(obs=ObsSettings(True, "127.0.0.1", 0))
        self.state = ShowState.OFF
        self.asked: list[ask.Request] = []
        self.told: list[said.Event] = []
        self.is_engine_there = True
        self.rings = PictureRings()
        self.heard: list[Told] = []
        self.book = Book()
        self.socket = ObsSocket(self.answer, lambda: PASSWORD, self.told.append, SystemClock())

    async def answer(self, request: ask.Request) -> Result:
        """As the hub hands it on."""
        self.asked.append(request)
        if not self.is_engine_there:
            raise UnavailableError("the engine is not there", "engine")
        if isinstance(request, ask.GetSnapshot):
            stats = EngineStats(sources=(FILM,))
            return Snapshot(self.show, 1, self.state, self.settings, stats=stats)
        if isinstance(request, ask.WatchPictures):
            return self.rings
        if isinstance(request, ask.StartRecording):
            self._recorder(RecorderState.RECORDING)
            return RecordingStarted("/tmp/film.mp4")
        if isinstance(request, ask.SaveReplay):
            return RecordingStarted("/tmp/replay.mp4")
        self._do(request)
        return Done()

    def tell(self, event: said.Event) -> None:
        """As the engine tells."""
        self.socket.hear(event)
        self.heard += hear(event, self.book)

    def _do(self, request: ask.Request) -> None:
        replace = msgspec.structs.replace
        if isinstance(request, ask.ApplyEdit):
            self._change(apply_edit(self.show, request.edit))
        elif isinstance(request, ask.SwitchScene):
            self._change(replace(self.show, current_scene_id=request.scene_id))
        elif isinstance(request, ask.SetPreviewMode):
            scene_id = self.show.current_scene_id if request.is_on else ""
            self._change(replace(self.show, preview_scene_id=scene_id))
        elif isinstance(request, ask.PreviewScene):
            self._change(replace(self.show, preview_scene_id=request.scene_id))
        elif isinstance(request, ask.TakePreview):
            self._change(replace(self.show, current_scene_id=self.show.preview_scene_id))
        elif isinstance(request, ask.StartShow):
            self._go(ShowState.STARTING, ShowState.LIVE)
        elif isinstance(request, ask.EndShow):
            self._go(ShowState.ENDING, ShowState.ENDED)
        elif isinstance(request, ask.StopRecording):
            self._recorder(RecorderState.OFF)
        elif isinstance(request, ask.MoveTransition) and request.progress == 0.5:
            raise BadInputError("it sticks", "transition")

    def _change(self, show: Show) -> None:
        self.show = show
        self.tell(said.ShowChanged(show, 2))

    def _go(self, *states: ShowState) -> None:
        for self.state in states:
            self.tell(said.ShowStateChanged(self.state, 1_700_000_000_000))

    def _recorder(self, state: RecorderState) -> None:
        path = "/tmp/film.mp4"
        self.tell(said.RecorderStatusChanged(RecorderStatus(state, path)))

    async def desk(self) -> Desk:
        """For requests without a socket; what others are told lands in ``heard``."""
        snapshot = await self.answer(ask.GetSnapshot())
        assert isinstance(snapshot, Snapshot)
        self.book.take(snapshot)
        return Desk(self.book, self.answer, self.heard.append)

    async def call(self, name: str, **fields: Any) -> Any:
        """A request's data. Raises Refusal or StudioError."""
        return await HANDLERS[name](await self.desk(), Fields(fields))

    async def refused(self, name: str, **fields: Any) -> Code:
        """The code of a request that is refused."""
        with pytest.raises(Refusal) as caught:
            await self.call(name, **fields)
        return caught.value.code


class Remote:
    """A client of our own, for what the real ones never do wrong."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.events: list[dict[str, Any]] = []

    async def next(self) -> dict[str, Any]:
        """The next message; None-like ``{"op": -1}`` when it was closed."""
        message = await self.socket.receive(timeout=20)
        if not isinstance(message.data, str):
            return {"op": -1, "d": {"code": self.socket.close_code}}
        found: dict[str, Any] = msgspec.json.decode(message.data)
        return found

    async def send(self, op: int, **data: Any) -> None:
        """Send one message."""
        await self.socket.send_str(msgspec.json.encode({"op": op, "d": data}).decode())

    async def identify(self, password: str = PASSWORD, **more: Any) -> dict[str, Any]:
        """Prove the password; the answer."""
        hello = await self.next()
        asked = hello["d"]["authentication"]
        answer = proof(password, asked["salt"], asked["challenge"])
        await self.send(1, rpcVersion=1, authentication=answer, **more)
        return await self.next()

    async def ask(self, name: str, **fields: Any) -> dict[str, Any]:
        """A request's response; events meanwhile are kept."""
        await self.send(6, requestType=name, requestId="r", requestData=fields)
        while True:
            message = await self.next()
            if message["op"] != 5:
                found: dict[str, Any] = message["d"]
                return found
            self.events.append(message["d"])

    async def until_event(self, name: str) -> dict[str, Any]:
        """The data of the next event of that name."""
        while True:
            for event in self.events:
                if event["eventType"] == name:
                    self.events.remove(event)
                    found: dict[str, Any] = event["eventData"]
                    return found
            message = await asyncio.wait_for(self.next(), 20)
            assert message["op"] == 5, message
            self.events.append(message["d"])


@asynccontextmanager
async def played(show: Show | None = None) -> AsyncIterator[PlayedStudio]:
    """A socket that listens."""
    studio = PlayedStudio(show)
    await studio.socket.follow(studio.settings.obs)
    try:
        yield studio
    finally:
        await studio.socket.close()


@asynccontextmanager
async def connected(studio: PlayedStudio, **headers: str) -> AsyncIterator[Remote]:
    """A connection that has not said anything yet."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with ClientSession() as session:
        url = f"http://127.0.0.1:{studio.socket.port}/"
        async with session.ws_connect(url, headers=named) as socket:
            yield Remote(socket)

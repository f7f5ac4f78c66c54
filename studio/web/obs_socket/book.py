"""The studio's state as the socket knows it, and how a request's fields find things in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from studio.core.messages.requests import Request
from studio.core.messages.results import Result, Snapshot
from studio.core.scene import Layer, Scene, Show, Source, Strip
from studio.core.settings import Settings
from studio.core.status import EngineStats, PreviewInfo, RecorderStatus, ShowState, SourceStatus
from studio.web.obs_socket.codes import Code, Events, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.naming import Names, item_ids
from studio.web.obs_socket.transform import SourceSize

ON_AIR = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)


@dataclass(frozen=True, slots=True)
class Told:
    """One event of obs-websocket, before anybody is chosen to hear it."""

    topic: Events
    name: str
    data: dict[str, Any] = field(default_factory=dict)


class Book:
    """All on the hub's event loop; empty until the first snapshot."""

    def __init__(self) -> None:
        self._show: Show | None = None
        self._names: Names | None = None
        self.state = ShowState.OFF
        self.started_wall_ms = 0
        self.settings = Settings()
        self.stats = EngineStats()
        self.recorder = RecorderStatus()
        self.preview = PreviewInfo()
        self.sent_bytes = 0
        self.frames_at_start = 0
        self.last_replay = ""
        self.paused_media: dict[str, bool] = {}

    @property
    def is_ready(self) -> bool:
        """Whether there is a show to speak of."""
        return self._show is not None

    @property
    def show(self) -> Show:
        """The show; Refusal while the studio is still starting."""
        if self._show is None:
            raise Refusal(Code.NOT_READY, "The studio is starting.")
        return self._show

    @property
    def names(self) -> Names:
        """Names of the show; Refusal while there is none."""
        if self._names is None:
            raise Refusal(Code.NOT_READY, "The studio is starting.")
        return self._names

    @property
    def is_on_air(self) -> bool:
        """Whether viewers see the show, which is OBS's "streaming"."""
        return self.state in ON_AIR

    def take(self, snapshot: Snapshot) -> None:
        """The whole state anew."""
        self.take_show(snapshot.show)
        self.state = snapshot.state
        self.started_wall_ms = snapshot.started_wall_ms
        self.settings = snapshot.settings
        self.stats = snapshot.stats
        self.recorder = snapshot.stats.recorder
        self.preview = snapshot.preview

    def take_show(self, show: Show) -> None:
        """Another version of the show."""
        self._show = show
        self._names = Names(show)

    def lose(self) -> None:
        """The engine is gone; nobody knows anything until it is back."""
        self._show = self._names = None

    def scene_of(self, fields: Fields) -> Scene:
        """By ``sceneUuid`` or ``sceneName``."""
        names = self.names
        by_uuid, by_name = names.scene_of_uuid, names.scene_of_name
        return self._scene(_id_of(fields, "scene", by_uuid, by_name))

    def input_of(self, fields: Fields) -> Source:
        """By ``inputUuid`` or ``inputName``."""
        names = self.names
        found = self.show.source(_id_of(fields, "input", names.input_of_uuid, names.input_of_name))
        if found is None:
            raise Refusal(Code.NOT_FOUND, "No source was found by the name of it.")
        return found

    def strip_of(self, fields: Fields) -> Strip:
        """The strip of an input that can be heard."""
        source = self.input_of(fields)
        for strip in self.show.strips:
            if strip.source_id == source.id:
                return strip
        raise Refusal(Code.INVALID_STATE, "The specified input does not support audio.")

    def item_of(self, fields: Fields) -> tuple[Scene, Layer]:
        """By scene and ``sceneItemId``."""
        scene = self.scene_of(fields)
        wanted = int(fields.number("sceneItemId", 0, 2**53))
        for layer_id, number in item_ids(scene).items():
            if number == wanted:
                return scene, next(one for one in scene.layers if one.id == layer_id)
        raise Refusal(
            Code.NOT_FOUND, "No scene items were found in the specified scene by that ID."
        )

    def source_status(self, source_id: str) -> SourceStatus | None:
        """How a source did a second ago."""
        return next((one for one in self.stats.sources if one.source_id == source_id), None)

    def size_of(self, source_id: str) -> SourceSize:
        """How big a source's picture is."""
        status = self.source_status(source_id)
        return SourceSize(status.width_px, status.height_px) if status else SourceSize()

    def _scene(self, scene_id: str) -> Scene:
        found = self.show.scene(scene_id)
        if found is None:
            raise Refusal(Code.NOT_FOUND, "No scene was found by the name of it.")
        return found


@dataclass(slots=True)
class Desk:
    """What a request works with: the state, the studio to ask, the others to tell."""

    book: Book
    ask: Callable[[Request], Awaitable[Result]]
    tell: Callable[[Told], None]
    messages_in: int = 0
    messages_out: int = 0


Answer = dict[str, Any] | None
Handler = Callable[[Desk, Fields], Awaitable[Answer]]


def _id_of(fields: Fields, kind: str, by_uuid: dict[str, str], by_name: dict[str, str]) -> str:
    if fields.has(f"{kind}Uuid"):
        wanted, known = fields.text(f"{kind}Uuid"), by_uuid
    else:
        wanted, known = fields.text(f"{kind}Name"), by_name
    if wanted not in known:
        raise Refusal(Code.NOT_FOUND, f"No source was found by the name of `{wanted[:100]}`.")
    return known[wanted]

"""The second canvas: composed and encoded from the same sources, only while somebody wants it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from studio.core.clock import NS_PER_S
from studio.core.errors import StudioError
from studio.core.messages.results import ViewerOpened
from studio.core.scene import Canvas, Show
from studio.core.second_canvas import second_show
from studio.core.settings import Settings
from studio.core.status import Alarm, FrameCounts, PreviewInfo, Severity, ViewerStatus
from studio.core.threads import StopSignal, Worker
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.scene_canvas import Pictures
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.outputs.whep import ViewerServer
from studio.engine.overlay.board import OverlayBoard
from studio.engine.overlay.view import covered
from studio.engine.pipeline import Pipeline
from studio.engine.programme import Programme
from studio.engine.second_mix import SecondMix
from studio.engine.side_pictures import SidePictures

_FOLLOW_S = 0.25
_LEASE_NS = 10 * NS_PER_S
_LINGER_NS = 5 * NS_PER_S  # who reloads the page need not wait for an encoder
_HOLDER = "second"


@dataclass(frozen=True, slots=True)
class SecondGround:
    """What both canvases stand on: time, a folder for pictures, sources, filters' files, cards."""

    clock: MediaClock
    runtime_dir: Path
    pictures: Pictures
    files: FilterFiles | None = None
    overlay: OverlayBoard | None = None

    def with_cards(
        self, mix_now: Callable[[], SceneMix], canvas_now: Callable[[], Canvas | None]
    ) -> Callable[[], SceneMix]:
        """The same picture with the cards over it, if there are cards at all."""
        if self.overlay is None:
            return mix_now
        return covered(self.overlay, self.clock.now_ns, mix_now, canvas_now)


class SecondCanvas:
    """Follows the show; safe from any thread. A thread of its own looks who wants it.

    ``mix_now`` is what the first canvas shows; ``sound_from`` the fan-out of its packets.
    ``is_wanted()``: whether a server or a recording takes it.
    """

    def __init__(
        self,
        ground: SecondGround,
        show: Show,
        mix_now: Callable[[], SceneMix],
        sound_from: FanOut,
        settings: Settings,
        on_alarm: Callable[[Alarm], None],
        *,
        is_loopback_only: bool = False,
        others: Callable[[], int] = lambda: 0,
    ) -> None:
        clock = self._clock = ground.clock
        self._show, self._derived = show, (show, second_show(show))
        self._mix_now, self._mix, self._settings = mix_now, SecondMix(), settings
        self._on_alarm = on_alarm
        self.is_wanted: Callable[[], bool] = lambda: False
        self.pipeline = Pipeline(
            clock, self._derived[1].canvas, settings, on_alarm, sound_from=sound_from
        )
        with_cards = ground.with_cards(self._mix_here, lambda: self.canvas)
        self._programme = Programme(
            *(clock, ground.runtime_dir, with_cards, ground.pictures),
            *(self.pipeline.submit_frame, False, on_alarm, ground.files),
        )
        self._side = SidePictures(
            *(clock, ground.runtime_dir, self._derived_show, ground.pictures, ground.files)
        )
        self.viewers = ViewerServer(
            *(self.pipeline.fanout, self.pipeline.request_key_frame),
            *(settings.web.max_viewers, clock),
            is_loopback_only=is_loopback_only,
            renditions=self.pipeline,
            others=others,
        )
        self._lock = threading.RLock()
        self._composed: Canvas | None = None
        self._watched_until_ns = self._seen_until_ns = 0
        self._has_failed = self._has_viewers = False
        self._worker = Worker("second-canvas", self._run)

    @property
    def canvas(self) -> Canvas | None:
        """Its size and rate; None while the show has none."""
        return self._show.second_canvas

    def start(self) -> None:
        """Look who wants it from now on."""
        self._worker.start()

    def stop(self) -> None:
        """End everything."""
        self._worker.stop()
        if self._has_viewers:
            self.viewers.stop()
        self._programme.stop()
        self._side.close()
        self.pipeline.close()

    def follow(self, show: Show) -> None:
        """The show changed, maybe its second canvas too."""
        with self._lock:
            self._show = show
            self._follow()
        self._programme.look_soon()

    def reconfigure(self, settings: Settings) -> None:
        """Other settings; they hold from the next start of the encoder."""
        with self._lock:
            self._settings = settings
            self.pipeline.reconfigure(self._derived_show().canvas, settings)

    def watch(self) -> PreviewInfo:
        """A window shows it for the next ten seconds; where the picture is."""
        with self._lock:
            show = self._show
            if show.second_canvas is None:
                return PreviewInfo()
            self._watched_until_ns = self._clock.now_ns() + _LEASE_NS
            if show.preview_scene_id:
                return self._side.want(True, 0).preview
            self._follow()
            return self._programme.preview_info

    def open_viewer(self, offer_sdp: str) -> ViewerOpened:
        """Answer an offer; the picture comes as soon as it is made. Raises StudioError."""
        with self._lock:
            if not self._has_viewers:
                self.viewers.start()
                self._has_viewers = True
            self._seen_until_ns = self._clock.now_ns() + _LINGER_NS
            self._follow()
        return self.viewers.open(offer_sdp)

    def close_viewers(self) -> None:
        """The show is over."""
        if self._has_viewers:
            self.viewers.close_all()
        self._seen_until_ns = 0

    def viewer_statuses(self) -> tuple[ViewerStatus, ...]:
        """How each viewer does."""
        return self.viewers.statuses()

    def counts(self) -> FrameCounts:
        """Pictures composed since it runs, and what one costs; none while it rests."""
        if self._composed is None:
            return FrameCounts()
        counts, pipeline = self._programme.counts(), self.pipeline
        return replace(
            counts, skipped=counts.skipped + pipeline.skipped, done_p99_ms=pipeline.done_p99_ms
        )

    def busy_cores(self) -> float:
        """What composing and encoding it take together."""
        canvas = self._composed
        if canvas is None:
            return 0.0
        encode_ms = self.pipeline.encoder_status().encode_p50_ms
        return (self._programme.counts().compose_p50_ms + encode_ms) * canvas.rate_hz / 1000

    def _run(self, stop: StopSignal) -> None:
        while not stop.wait(_FOLLOW_S):
            with self._lock:
                if not stop.is_set:
                    self._follow()

    def _follow(self) -> None:
        """Compose and encode exactly while somebody wants it."""
        now_ns, canvas = self._clock.now_ns(), self._show.second_canvas
        if self.viewers.count:
            self._seen_until_ns = now_ns + _LINGER_NS
        is_taken = canvas is not None and (now_ns < self._seen_until_ns or self.is_wanted())
        if not is_taken and self.pipeline.is_running:
            self.pipeline.release(_HOLDER)
        is_seen = is_taken or (canvas is not None and now_ns < self._watched_until_ns)
        wanted = canvas if is_seen else None
        if wanted != self._composed:
            self._compose(wanted)
        if is_taken and not self.pipeline.is_running:
            self._encode()

    def _compose(self, canvas: Canvas | None) -> None:
        self._composed = canvas
        if canvas is None:
            self._programme.stop()
        else:
            self.pipeline.release(_HOLDER)
            self.pipeline.reconfigure(canvas, self._settings)
            self._programme.start(canvas)

    def _encode(self) -> None:
        try:
            self.pipeline.hold(_HOLDER)
        except StudioError as error:
            if not self._has_failed:
                self._on_alarm(
                    Alarm(
                        "second-canvas",
                        Severity.URGENT,
                        f"The second canvas is not encoded: {error.what}",
                        "The first one goes on; choose another encoder in the settings.",
                    )
                )
            self._has_failed = True
        else:
            self._has_failed = False

    def _mix_here(self) -> SceneMix:
        return self._mix.of(self._mix_now(), self._show)

    def _derived_show(self) -> Show:
        derived = self._derived
        if derived[0] is not self._show:
            show = self._show
            derived = self._derived = (show, second_show(show))
        return derived[1]

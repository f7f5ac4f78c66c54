"""The programme picture: compositor thread and preview, made anew when the canvas changes."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from studio.core.ids import new_id
from studio.core.paths import preview_dir_of
from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Canvas
from studio.core.status import Alarm, FrameCounts, PreviewInfo, Severity
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.loop import ComposeLoop
from studio.engine.compose.mix import SceneMix
from studio.engine.media import ComposedFrame, MediaClock, Picture

_PREVIEW_LONG_SIDE_PX = 800
_BEGIN_AGAIN_S = 0.25  # a fault in every picture must not eat the processor


def preview_size(canvas: Canvas, long_side_px: int = _PREVIEW_LONG_SIDE_PX) -> tuple[int, int]:
    """Width and height of the preview: the canvas's shape, never larger than it, both even."""
    scale = min(1.0, long_side_px / max(canvas.width_px, canvas.height_px))
    width_px, height_px = (round(side * scale / 2) * 2 for side in _sides(canvas))
    return max(2, width_px), max(2, height_px)


def _sides(canvas: Canvas) -> tuple[int, int]:
    return canvas.width_px, canvas.height_px


class Programme:
    """Owns the compose loop and the preview ring of the present canvas."""

    def __init__(
        self,
        clock: MediaClock,
        runtime_dir: Path,
        mix_now: Callable[[], SceneMix],
        pictures: Callable[[str], Picture | None],
        on_frame: Callable[[ComposedFrame], None],
        has_timecode: bool,
        on_alarm: Callable[[Alarm], None],
        files: FilterFiles | None = None,
    ) -> None:
        self._clock = clock
        self._runtime_dir = runtime_dir
        self._mix_now = mix_now
        self._pictures = pictures
        self._on_frame = on_frame
        self._has_timecode = has_timecode
        self._on_alarm = on_alarm
        self._files = files
        self._lock = threading.Lock()
        self._loop: ComposeLoop | None = None
        self._preview: PreviewWriter | None = None
        self._canvas = Canvas()
        self._long_side_px = _PREVIEW_LONG_SIDE_PX
        self.preview_info = PreviewInfo()

    def start(self, canvas: Canvas) -> None:
        """Begin to compose; a running programme ends first."""
        self.stop()
        self._canvas = canvas
        self._preview = self._new_preview()
        self._begin(canvas)

    def size_preview(self, long_side_px: int) -> bool:
        """Another size of the preview from now on; False when it is that already."""
        with self._lock:
            before = preview_size(self._canvas, self._long_side_px)
            self._long_side_px = long_side_px
            loop = self._loop
            if loop is None or preview_size(self._canvas, long_side_px) == before:
                return False
            self._preview = self._new_preview()
            loop.show_in(self._preview)
            return True

    def stop(self) -> None:
        """End; the preview file goes with it."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.stop()
        preview, self._preview = self._preview, None
        if preview is not None:
            preview.close()

    def look_soon(self) -> None:
        """The show was changed by hand; the preview need not wait for the next tick."""
        loop = self._loop
        if loop is not None:
            loop.look_soon()

    def counts(self) -> FrameCounts:
        """Figures since the present canvas began."""
        loop = self._loop
        return loop.counts() if loop is not None else FrameCounts()

    def _new_preview(self) -> PreviewWriter:
        width_px, height_px = preview_size(self._canvas, self._long_side_px)
        path = preview_dir_of(self._runtime_dir) / f"{new_id('hawker-preview')}.ring"
        self.preview_info = PreviewInfo(str(path), width_px, height_px)
        return PreviewWriter(path, width_px, height_px)

    def _begin(self, canvas: Canvas) -> None:
        loop = ComposeLoop(
            self._clock,
            canvas,
            self._mix_now,
            self._pictures,
            self._on_frame,
            self._preview,
            self._has_timecode,
            lambda error: self._begin_again(loop, canvas, error),
            self._files,
        )
        self._loop = loop
        loop.start()

    def _begin_again(self, crashed: ComposeLoop, canvas: Canvas, error: Exception) -> None:
        """On the crashed thread: a fault in one picture must not end the show."""
        self._on_alarm(
            Alarm(
                "compositor-crashed",
                Severity.URGENT,
                f"A fault stopped the picture; it was started again. {error}",
                "Hide the layer that you added or changed last, and report the log file.",
            )
        )
        time.sleep(_BEGIN_AGAIN_S)
        with self._lock:
            if self._loop is crashed:
                self._begin(canvas)

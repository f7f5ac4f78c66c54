"""The compositor's thread: one programme picture at every tick of the media clock."""

import time
from collections.abc import Callable

import av
import cv2

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Canvas
from studio.core.slots import LatestSlot
from studio.core.status import FrameCounts
from studio.core.threads import StopSignal, Worker
from studio.core.timecode import (
    Timecode,
    draw_second_mark,
    draw_timecode,
    second_mark_px,
    timecode_size,
)
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.geometry import Rect
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.planes import Planes, planes_of
from studio.engine.compose.preview import PreviewMaker
from studio.engine.compose.scene_canvas import Pictures
from studio.engine.compose.tally import Tally
from studio.engine.media import Bytes, ComposedFrame, MediaClock

_PREVIEW_RATE_HZ = 30
_MARK_MS = 100
_EDITING_NS = 500 * NS_PER_MS
_LOOK_EVERY_NS = 3 * NS_PER_MS
_ROOM_NS = 12 * NS_PER_MS  # for one more picture before the tick
_MOST_BEHIND_S = 0.15
_NO_CHROMA = 128
_SMPTE170M = 6  # AVCOL_SPC_SMPTE170M: BT.601
_MPEG_RANGE = 1  # AVCOL_RANGE_MPEG: limited


class ComposeLoop:
    """Composes ``canvas.rate_hz`` pictures a second, each numbered and stamped with its tick.

    After a stall the ticks that passed are made up for, so that a viewer misses no picture; a
    stall longer than `_MOST_BEHIND_S` is skipped over, so that the show stays live.
    ``mix_now`` and ``pictures`` must not block. ``on_frame`` is called on this thread.
    """

    def __init__(
        self,
        clock: MediaClock,
        canvas: Canvas,
        mix_now: Callable[[], SceneMix],
        pictures: Pictures,
        on_frame: Callable[[ComposedFrame], None],
        preview: PreviewWriter | None = None,
        has_timecode: bool = False,
        on_crash: Callable[[Exception], None] | None = None,
        files: FilterFiles | None = None,
    ) -> None:
        self._clock = clock
        self._canvas = canvas
        self._mix_now = mix_now
        self._pictures = pictures
        self._on_frame = on_frame
        self._has_timecode = has_timecode
        self._compositor = Compositor(canvas, files)
        self._preview = self._maker_of(preview) if preview is not None else None
        self._next_preview: LatestSlot[PreviewMaker] = LatestSlot()
        self._preview_every = -(-canvas.rate_hz // _PREVIEW_RATE_HZ)
        self._tally = Tally(canvas.rate_hz)
        self._edited_ns = -_EDITING_NS
        self._is_changed = False
        self._worker = Worker("compositor", self._run, on_crash)

    def start(self) -> None:
        """Begin to tick."""
        self._worker.start()

    def stop(self) -> None:
        """End; no picture comes after this returns."""
        self._worker.stop()
        self._take_next_preview()

    def show_in(self, preview: PreviewWriter) -> None:
        """Another preview from the next picture on; the one before is closed. From any thread."""
        self._next_preview.put(self._maker_of(preview))

    def look_soon(self) -> None:
        """The show was changed by hand: show it in the preview before the next tick, if it can be.

        Safe from any thread.
        """
        self._edited_ns = self._clock.now_ns()
        self._is_changed = True

    def counts(self) -> FrameCounts:
        """Pictures so far and what one costs."""
        return self._tally.counts()

    def _run(self, stop: StopSignal) -> None:
        cv2.setNumThreads(1)  # cheaper in all, and the other cores belong to the encoder
        rate_hz = self._canvas.rate_hz
        number = self._clock.now_ns() * rate_hz // NS_PER_S + 1
        while not stop.is_set:
            tick_ns = number * NS_PER_S // rate_hz
            self._wait(tick_ns)
            began_ns = time.perf_counter_ns()
            lateness_ns = self._clock.now_ns() - tick_ns
            self._compose(tick_ns, number)
            self._tally.rendered(lateness_ns, time.perf_counter_ns() - began_ns)
            number += 1
            due = self._clock.now_ns() * rate_hz // NS_PER_S
            if due - number > _MOST_BEHIND_S * rate_hz:
                self._tally.skipped(due - number)
                number = due

    def _wait(self, tick_ns: int) -> None:
        """Until the tick; what is changed meanwhile is seen in the preview before it.

        Who drags a layer looks at the preview, and half a tick is what a hand feels. Near the
        tick nothing is begun any more, so that it is never late for the preview's sake.
        """
        preview = self._preview
        while preview is not None:
            now_ns = self._clock.now_ns()
            is_edited = now_ns - self._edited_ns < _EDITING_NS
            if not is_edited or tick_ns - now_ns < _ROOM_NS:
                break
            if self._is_changed:
                self._is_changed = False
                preview.show(self._compositor.compose(self._mix_now(), self._pictures, now_ns))
            self._clock.wait_until(min(tick_ns, self._clock.now_ns() + _LOOK_EVERY_NS))
        self._clock.wait_until(tick_ns)

    def _maker_of(self, preview: PreviewWriter) -> PreviewMaker:
        return PreviewMaker(preview, self._canvas.width_px, self._canvas.height_px)

    def _take_next_preview(self) -> None:
        following = self._next_preview.get()
        if following is None or following is self._preview:
            return
        if self._preview is not None:
            self._preview.close()
        self._preview = following

    def _compose(self, tick_ns: int, number: int) -> None:
        picture = self._compositor.compose(self._mix_now(), self._pictures, tick_ns)
        if self._has_timecode:
            picture = self._stamped(picture, number)
        frame = av.VideoFrame.from_numpy_buffer(picture, format="yuv420p")
        frame.colorspace = _SMPTE170M
        frame.color_range = _MPEG_RANGE
        self._on_frame(ComposedFrame(frame, tick_ns, number))
        self._take_next_preview()
        if self._preview is not None and number % self._preview_every == 0:
            self._preview.show(picture)

    def _stamped(self, picture: Bytes, number: int) -> Bytes:
        stamped = self._compositor.new_buffer_like(picture)
        width_px, height_px = self._canvas.width_px, self._canvas.height_px
        planes = planes_of(stamped, width_px, height_px)
        wall_ms = self._clock.clock.wall_ms()
        if wall_ms % 1000 < _MARK_MS:
            side_px = second_mark_px(height_px)
            _make_grey(planes, Rect(0, height_px - side_px, side_px, height_px))
            draw_second_mark(planes.y)
        _make_grey(planes, Rect(0, 0, *timecode_size(height_px)))
        draw_timecode(planes.y, Timecode(wall_ms, number))
        return stamped


def _make_grey(planes: Planes, rect: Rect) -> None:
    """Without the picture's chroma a reader of RGB finds black and white too."""
    left, top, right, bottom = (
        rect.left // 2,
        rect.top // 2,
        -(-rect.right // 2),
        -(-rect.bottom // 2),
    )
    for plane in (planes.u, planes.v):
        plane[top:bottom, left:right] = _NO_CHROMA

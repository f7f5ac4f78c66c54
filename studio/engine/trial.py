"""A source that is only looked at: opened beside the show, with a small picture and its level."""

import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from studio.core.ids import new_id
from studio.core.messages.events import Event, TrialReported
from studio.core.paths import preview_dir_of
from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Scene, Show, Source
from studio.core.sources import AnySourceSettings, has_picture
from studio.core.status import PreviewInfo, SourceStatus
from studio.core.threads import StopSignal, Worker
from studio.engine.audio.levels import db_of, peak_of
from studio.engine.media import AudioBlock, Bytes, MediaClock, Picture
from studio.engine.sources.pool import SourcePool

_SIZE_PX = (480, 270)
_INTERVAL_S = 0.1
_LONGEST_S = 300.0
_ID = "trial"


class SourceTrial:
    """One at a time; it never reaches the programme, and ends by itself after five minutes."""

    def __init__(self, clock: MediaClock, runtime_dir: Path, tell: Callable[[Event], None]) -> None:
        self._clock = clock
        self._runtime_dir = runtime_dir
        self._tell = tell
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def begin(self, settings: AnySourceSettings) -> PreviewInfo:
        """Open it; where its picture will be, nowhere for what has none."""
        with self._lock:
            self._end()
            writer, info = None, PreviewInfo()
            if has_picture(settings):
                path = preview_dir_of(self._runtime_dir) / f"{new_id('hawker-trial')}.ring"
                writer = PreviewWriter(path, *_SIZE_PX)
                info = PreviewInfo(str(path), *_SIZE_PX)
            source = Source(_ID, "Trial", settings)
            worker = Worker("source-trial", lambda stop: self._run(stop, source, writer))
            self._worker = worker
            worker.start()
            return info

    def end(self) -> None:
        """Close it; nothing happens when none is open."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _run(self, stop: StopSignal, source: Source, writer: PreviewWriter | None) -> None:
        peaks: list[float] = []

        def hear(_source_id: str, block: AudioBlock) -> None:
            peaks.append(peak_of(block.samples))

        trial = _Solo(self._clock, source, hear)
        shown = -1
        try:
            for _beat in range(int(_LONGEST_S / _INTERVAL_S)):
                if stop.wait(_INTERVAL_S):
                    return
                picture = trial.picture()
                if writer is not None and picture is not None and picture.serial != shown:
                    shown = picture.serial
                    writer.write(small_picture(picture, *_SIZE_PX).data)
                loudest, peaks[:] = max(peaks, default=0.0), []
                self._tell(TrialReported(trial.status(), db_of(loudest)))
        finally:
            trial.close()
            if writer is not None:
                writer.close()


class _Solo:
    """A pool with one source in it."""

    def __init__(
        self, clock: MediaClock, source: Source, hear: Callable[[str, AudioBlock], None]
    ) -> None:
        self._pool = SourcePool(clock, lambda _status: None, hear)
        self._pool.sync(_show_of(source))

    def picture(self) -> Picture | None:
        """The newest."""
        return self._pool.picture(_ID)

    def status(self) -> SourceStatus:
        """How it does."""
        return self._pool.statuses()[0]

    def close(self) -> None:
        """End it."""
        self._pool.close()


def _show_of(source: Source) -> Show:
    return Show("Trial", (Scene("one", "One"),), "one", sources=(source,))


def small_picture(picture: Picture, width_px: int, height_px: int) -> Bytes:
    """The whole picture, BGRA, in the middle of a black ground of that size."""
    scale = min(width_px / picture.width_px, height_px / picture.height_px)
    wide, high = max(2, int(picture.width_px * scale)), max(2, int(picture.height_px * scale))
    if picture.bgra is not None:
        small = cv2.resize(picture.bgra, (wide, high), interpolation=cv2.INTER_AREA)
    elif picture.frame is not None:
        small = picture.frame.reformat(wide, high, format="bgra").to_ndarray()
    else:
        raise ValueError("picture has neither a frame nor a raster")
    out = np.zeros((height_px, width_px, 4), np.uint8)
    out[..., 3] = 255
    top, left = (height_px - high) // 2, (width_px - wide) // 2
    out[top : top + high, left : left + wide, :3] = small[..., :3]
    return out

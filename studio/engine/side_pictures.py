"""Small pictures beside the programme: the prepared scene and every scene's thumbnail.

Composed on a thread of their own, at their own size, only while a window asks for them, and
never more of the time than a share that the programme does not feel.
"""

import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.ids import new_id
from studio.core.messages.results import PictureRings
from studio.core.paths import preview_dir_of
from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Canvas, Scene, Show
from studio.core.status import PreviewInfo
from studio.core.threads import StopSignal, Worker
from studio.engine.compose.buffers import BufferPool
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.patch_maker import PatchMaker
from studio.engine.compose.preview import PreviewMaker
from studio.engine.compose.scene_canvas import Pictures, SceneCanvas
from studio.engine.media import Bytes, MediaClock
from studio.engine.programme import preview_size

_LEASE_NS = 10 * NS_PER_S
_TICK_NS = NS_PER_S // 30
_MOVING_NS = NS_PER_S // 15
_THUMBNAIL_NS = 500 * NS_PER_MS
_REST = 3  # at most a quarter of one core's time


class _Small:
    """Scenes at a small size: a canvas each, so that only what changed is drawn."""

    def __init__(self, width_px: int, height_px: int, files: FilterFiles | None) -> None:
        self.size = (width_px, height_px)
        self._canvas = Canvas(width_px, height_px)
        self._pool = BufferPool(width_px, height_px)
        self._maker = PatchMaker(width_px, height_px, files)
        self._canvases: dict[str, SceneCanvas] = {}

    def paint(self, scene: Scene, pictures: Pictures, now_ns: int) -> Bytes:
        """The scene as I420; the same array while nothing changed."""
        self._maker.begin(now_ns)
        canvas = self._canvases.get(scene.id)
        if canvas is None:
            canvas = self._canvases[scene.id] = SceneCanvas(self._canvas, self._pool, self._maker)
        return canvas.paint(scene, pictures)

    def keep(self, scene_ids: tuple[str, ...]) -> None:
        """Forget all other scenes."""
        for scene_id in self._canvases.keys() - set(scene_ids):
            del self._canvases[scene_id]


class _Preview:
    """The prepared scene in a ring of its own."""

    def __init__(self, folder: Path, canvas: Canvas, files: FilterFiles | None) -> None:
        size = preview_size(canvas)
        self._small = _Small(*size, files)
        self._writer = PreviewWriter(folder / f"{new_id('hawker-prepared')}.ring", *size)
        self._maker = PreviewMaker(self._writer, *size)
        self._scene: Scene | None = None
        self._shown_ns = 0
        self.info = PreviewInfo(str(self._writer.path), *size)

    def show(self, scene: Scene, pictures: Pictures, now_ns: int) -> None:
        """An edit is seen at once, what moves by itself half as often."""
        if scene is self._scene and now_ns - self._shown_ns < _MOVING_NS:
            return
        self._scene, self._shown_ns = scene, now_ns
        self._small.keep((scene.id,))
        self._maker.show(self._small.paint(scene, pictures, now_ns))

    def close(self) -> None:
        """Take the ring away."""
        self._writer.close()


class _Sheet:
    """All scenes below each other in one ring."""

    def __init__(
        self,
        folder: Path,
        canvas: Canvas,
        width_px: int,
        ids: tuple[str, ...],
        files: FilterFiles | None,
    ) -> None:
        height_px = max(2, round(width_px * canvas.height_px / canvas.width_px / 2) * 2)
        self.key = (canvas, width_px, frozenset(ids))
        self.scene_ids = ids
        self._small = _Small(width_px, height_px, files)
        size = (width_px, height_px * len(ids))
        self._writer = PreviewWriter(folder / f"{new_id('hawker-scenes')}.ring", *size)
        self._pixels = np.zeros((size[1], width_px, 4), np.uint8)
        self._shown: dict[str, Bytes] = {}
        self._next = 0
        self._due_ns = 0
        self.info = PreviewInfo(str(self._writer.path), *size)

    def step(self, show: Show, pictures: Pictures, now_ns: int) -> None:
        """One scene's picture at a time; after the last one a rest."""
        if now_ns < self._due_ns:
            return
        scene = show.scene(self.scene_ids[self._next])
        if scene is not None:
            self._take(scene, self._small.paint(scene, pictures, now_ns))
        self._next += 1
        if self._next == len(self.scene_ids):
            self._next = 0
            self._due_ns = now_ns + _THUMBNAIL_NS
            self._writer.write(self._pixels.data)

    def close(self) -> None:
        """Take the ring away."""
        self._writer.close()

    def _take(self, scene: Scene, picture: Bytes) -> None:
        if self._shown.get(scene.id) is picture:
            return
        self._shown[scene.id] = picture
        height_px = self._small.size[1]
        top = self._next * height_px
        part = self._pixels[top : top + height_px]
        cv2.cvtColor(picture, cv2.COLOR_YUV2BGRA_I420, dst=part)


class SidePictures:
    """`want` from any thread; the work ends by itself when nobody asks any more."""

    def __init__(
        self,
        clock: MediaClock,
        runtime_dir: Path,
        show_now: Callable[[], Show],
        pictures: Pictures,
        files: FilterFiles | None = None,
    ) -> None:
        self._files = files
        self._clock = clock
        self._folder = preview_dir_of(runtime_dir)
        self._show_now = show_now
        self._pictures = pictures
        self._lock = threading.RLock()
        self._worker: Worker | None = None
        self._preview: _Preview | None = None
        self._preview_canvas = Canvas()
        self._preview_until_ns = 0
        self._sheet: _Sheet | None = None
        self._sheet_until_ns = 0
        self._thumbnail_px = 0

    def want(self, has_preview: bool, thumbnail_px: int) -> PictureRings:
        """Somebody shows them for the next ten seconds; where they are."""
        with self._lock:
            until_ns = self._clock.now_ns() + _LEASE_NS
            if has_preview:
                self._preview_until_ns = until_ns
            if thumbnail_px:
                is_over = self._sheet is None
                self._thumbnail_px = max(0 if is_over else self._thumbnail_px, thumbnail_px)
                self._sheet_until_ns = until_ns
            self._follow(self._show_now())
            if self._worker is None and (self._preview or self._sheet):
                self._worker = Worker("side-pictures", self._run, self._on_crash)
                self._worker.start()
            return PictureRings(
                self._preview.info if self._preview else PreviewInfo(),
                self._sheet.info if self._sheet else PreviewInfo(),
                self._sheet.scene_ids if self._sheet else (),
            )

    def close(self) -> None:
        """End at once."""
        worker = self._worker
        if worker is not None:
            worker.stop()
        with self._lock:
            self._drop()

    def _run(self, stop: StopSignal) -> None:
        cv2.setNumThreads(1)
        wait_ns = 0
        while not stop.wait(wait_ns / NS_PER_S):
            began_ns = self._clock.now_ns()
            with self._lock:
                show = self._show_now()
                self._follow(show)
                if self._preview is None and self._sheet is None:
                    self._worker = None
                    return
                self._work(show, began_ns)
            cost_ns = self._clock.now_ns() - began_ns
            wait_ns = max(_TICK_NS - cost_ns, _REST * cost_ns)

    def _work(self, show: Show, now_ns: int) -> None:
        if self._preview is not None:
            self._preview.show(show.edited_scene, self._pictures, now_ns)
        if self._sheet is not None:
            self._sheet.step(show, self._pictures, now_ns)

    def _follow(self, show: Show) -> None:
        """Have exactly what is wanted, of the show as it is."""
        now_ns = self._clock.now_ns()
        is_wanted = now_ns < self._preview_until_ns and bool(show.preview_scene_id)
        if self._preview and not (is_wanted and show.canvas == self._preview_canvas):
            self._preview.close()
            self._preview = None
        if is_wanted and self._preview is None:
            self._preview_canvas = show.canvas
            self._preview = _Preview(self._folder, show.canvas, self._files)
        ids = tuple(scene.id for scene in show.scenes)
        is_wanted = now_ns < self._sheet_until_ns
        key = (show.canvas, self._thumbnail_px, frozenset(ids))
        if self._sheet and not (is_wanted and self._sheet.key == key):
            self._sheet.close()
            self._sheet = None
        if is_wanted and self._sheet is None:
            self._sheet = _Sheet(self._folder, show.canvas, self._thumbnail_px, ids, self._files)

    def _drop(self) -> None:
        for part in (self._preview, self._sheet):
            if part is not None:
                part.close()
        self._preview = self._sheet = None

    def _on_crash(self, _error: Exception) -> None:
        """A fault in a small picture ends them until a window asks again; the show goes on."""
        with self._lock:
            self._worker = None
            self._drop()

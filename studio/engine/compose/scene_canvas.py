"""One scene on one canvas: remembers what lies where and draws only what changed."""

import itertools
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import av.error
import cv2
import numpy as np

from studio.core.scene import Canvas, Layer, Scene
from studio.engine.compose.buffers import BufferPool, Memory
from studio.engine.compose.colour import yuv_of
from studio.engine.compose.damage import merged
from studio.engine.compose.geometry import Rect
from studio.engine.compose.painter import fill, lay
from studio.engine.compose.patch import Patch
from studio.engine.compose.patch_maker import PatchMaker
from studio.engine.compose.planes import Planes, planes_of
from studio.engine.compose.renewal import areas_since
from studio.engine.media import Bytes, Picture

_log = logging.getLogger("studio.engine.compose.scene_canvas")
_FAULTS = (av.error.FFmpegError, cv2.error, ValueError)
_REMEMBERED = 8
_ids = itertools.count(1)

Pictures = Callable[[str], Picture | None]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A layer as it was drawn the last time. ``changed``: only there does the patch differ.

    ``stamp``: how its filters stood, which move or wait for a file.
    """

    layer: Layer
    picture: Picture
    patch: Patch | None
    stamp: tuple[int, int]
    changed: tuple[Rect, ...] | None = None


class SceneCanvas:
    """Belongs to the compositor's thread. `paint` gives a buffer that is never changed again."""

    def __init__(self, canvas: Canvas, pool: BufferPool, maker: PatchMaker) -> None:
        self._size = (canvas.width_px, canvas.height_px)
        self._whole = Rect(0, 0, canvas.width_px, canvas.height_px)
        self._pool = pool
        self._maker = maker
        self._id = next(_ids)
        self._laid: list[_Laid] = []
        self._background = ""
        self._cards: tuple[Patch, ...] = ()
        self._buffer: Bytes | None = None
        self._revision = 0
        self._history: deque[tuple[int, list[Rect]]] = deque(maxlen=_REMEMBERED)
        self._failed: set[str] = set()
        self.drawn_px = 0

    def paint(self, scene: Scene, pictures: Pictures, cards: tuple[Patch, ...] = ()) -> Bytes:
        """The scene as an I420 buffer; the same one as before when nothing changed.

        ``cards`` lie over it; one that is the same object as before costs nothing.
        """
        before, self._laid = self._laid, self._lay_out(scene, pictures)
        damage = self._damage(before, scene.background, cards)
        self._background, self._cards = scene.background, cards
        self.drawn_px = sum(rect.area for rect in damage)
        if self._buffer is not None and not damage:
            return self._buffer
        self._buffer = self._drawn(damage)
        return self._buffer

    def forget(self) -> None:
        """Draw everything anew the next time, and keep no pictures."""
        self._laid = []
        self._buffer = None
        self._history.clear()
        self._id = next(_ids)

    def _drawn(self, damage: list[Rect]) -> Bytes:
        fresh = self._pool.take(self._id)
        planes = planes_of(fresh.pixels, *self._size)
        if self._buffer is not None and damage != [self._whole]:
            before = planes_of(self._buffer, *self._size)
            for rect in self._stale(fresh.memory, damage):
                for new, old in zip(planes.cut(rect).all(), before.cut(rect).all(), strict=True):
                    np.copyto(new, old)
        for rect in damage:
            self._draw(planes, rect)
        self._revision += 1
        self._history.append((self._revision, damage))
        fresh.memory.painter_id, fresh.memory.revision = self._id, self._revision
        return fresh.pixels

    def _stale(self, memory: Memory, damage: list[Rect]) -> list[Rect]:
        """Where that memory differs from the last picture, but for what is drawn now anyway.

        A buffer that held one of the last few pictures only lacks what was drawn since.
        """
        is_own = memory.painter_id == self._id
        oldest = self._history[0][0] if self._history else self._revision + 1
        if not is_own or memory.revision < oldest - 1:
            return [self._whole]
        missed = [
            rect
            for revision, rects in self._history
            if revision > memory.revision
            for rect in rects
            if not any(now.holds(rect) for now in damage)
        ]
        return merged(missed, self._whole)

    def _lay_out(self, scene: Scene, pictures: Pictures) -> list[_Laid]:
        known = {laid.layer.id: laid for laid in self._laid}
        hidden = {group.id for group in scene.groups if not group.is_visible}
        laid_out = []
        for layer in scene.layers:
            if not layer.is_visible or layer.group_id in hidden or layer.opacity <= 0:
                continue
            picture = pictures(layer.source_id)
            if picture is not None:
                laid_out.append(self._laid_now(layer, picture, known.get(layer.id)))
        return laid_out

    def _laid_now(self, layer: Layer, picture: Picture, before: _Laid | None) -> _Laid:
        stamp = self._maker.stamp(layer)
        if before is not None and before.layer == layer and before.stamp == stamp:
            if before.picture is picture:
                return before
            if _is_same_content(before.picture, picture):
                if before.patch is None or before.picture.offset_px == picture.offset_px:
                    return before
                moved = self._maker.moved(before.patch, picture)
                return _Laid(layer, picture, moved, stamp)
            renewed = self._renewed(before, picture)
            if renewed is not None:
                return renewed
        return _Laid(layer, picture, self._patch_of(layer, picture), stamp)

    def _renewed(self, before: _Laid, picture: Picture) -> _Laid | None:
        """The layer with only what differs made anew; None when all of it must be made."""
        areas = areas_since(before.picture, picture)
        if areas is None or before.patch is None:
            return None
        try:
            renewed = self._maker.renewed(before.patch, before.layer, picture, areas)
        except _FAULTS:
            return None  # making all of it says what is wrong
        if renewed is None:
            return None
        patch, changed = renewed
        return _Laid(before.layer, picture, patch, before.stamp, changed)

    def _patch_of(self, layer: Layer, picture: Picture) -> Patch | None:
        """One layer's strange picture must not end the programme: it is left out, and said once."""
        try:
            patch = self._maker.make(layer, picture)
        except _FAULTS as error:
            if layer.source_id not in self._failed:
                self._failed.add(layer.source_id)
                _log.warning(
                    "picture cannot be drawn",
                    extra={"source_id": layer.source_id, "reason": str(error)},
                )
            return None
        self._failed.discard(layer.source_id)
        return patch

    def _damage(self, before: list[_Laid], background: str, cards: tuple[Patch, ...]) -> list[Rect]:
        is_other_stack = [laid.layer.id for laid in before] != [
            laid.layer.id for laid in self._laid
        ]
        if self._buffer is None or background != self._background or is_other_stack:
            return [self._whole]
        rects = _changed_cards(self._cards, cards)
        for old, new in zip(before, self._laid, strict=True):
            if old.patch is new.patch:
                continue
            if new.changed is not None:
                rects += new.changed
            else:
                rects += [laid.patch.rect for laid in (old, new) if laid.patch is not None]
        return merged(rects, self._whole)

    def _draw(self, planes: Planes, rect: Rect) -> None:
        patches = [laid.patch for laid in self._laid if laid.patch is not None]
        covering = [
            place
            for place, patch in enumerate(patches)
            if patch.is_opaque and patch.rect.holds(rect)
        ]
        if not covering:
            fill(planes, rect, yuv_of(self._background))
        for patch in patches[covering[-1] if covering else 0 :]:
            lay(planes, patch, rect)
        for card in self._cards:
            lay(planes, card, rect)


def _changed_cards(before: tuple[Patch, ...], now: tuple[Patch, ...]) -> list[Rect]:
    """Where a card came, went, or is another one."""
    if before is now:
        return []
    kept = {id(card) for card in before} & {id(card) for card in now}
    return [card.rect for card in (*before, *now) if id(card) not in kept]


def _is_same_content(before: Picture, now: Picture) -> bool:
    if before.bgra is not None or now.bgra is not None:
        return before.bgra is now.bgra and before.is_strip == now.is_strip
    return before.serial == now.serial

"""Patches of layers that have filters: the picture is filtered at the size in which it is seen."""

from collections.abc import Callable

import cv2

from studio.core.picture_filters import CropPad, Mask, PictureFilter, Scroll, active
from studio.core.scene import Layer
from studio.engine.compose.convert import FrameConverter
from studio.engine.compose.filters.chain import BY_PIXEL, FilterChain
from studio.engine.compose.filters.content import (
    Content,
    content_of,
    premultiplied,
    raster_of,
)
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.filters.framing import size_after
from studio.engine.compose.geometry import Rect, box_rect, crop_rect, even, fitted
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes, as_bytes, resized
from studio.engine.compose.rasters import cut_raster, scaled_raster
from studio.engine.compose.visible import view_of
from studio.engine.media import Bytes, Picture

_KEPT = 16
_FRAMES: tuple[type[PictureFilter], ...] = (CropPad, Mask, Scroll)


class FilteredPatches:
    """Belongs to the compositor's thread; remembers what a scroll moves."""

    def __init__(self, converter: FrameConverter, canvas: Rect, files: FilterFiles) -> None:
        self._converter = converter
        self._canvas = canvas
        self._files = files
        self._chain = FilterChain(files)
        self._kept: dict[str, tuple[object, Content]] = {}
        self.media_ns = 0

    def stamp(self, layer: Layer) -> tuple[int, int]:
        """Changes whenever the layer looks different though it and its picture are the same."""
        if not layer.filters:
            return 0, 0
        filters = active(layer.filters)
        moves = any(isinstance(one, Scroll) and (one.x or one.y) for one in filters)
        return (self._files.revision if filters else 0), (self.media_ns if moves else 0)

    def make(self, layer: Layer, picture: Picture) -> tuple[Content, Rect, Rect] | None:
        """The filtered picture, the part of it to show, and where; None: nothing of it is seen."""
        filters = active(layer.filters)
        source = crop_rect(layer.crop, picture.width_px, picture.height_px)
        whole = size_after((source.width, source.height), filters)
        box = box_rect(layer, self._canvas.width, self._canvas.height)
        drawn, part = fitted(box, Rect(0, 0, *whole), layer.fit)
        if not layer.rotation_deg % 360 and drawn.cut(self._canvas).area == 0:
            return None
        wide, high = drawn.width / part.width, drawn.height / part.height
        size = (_scaled(source.width, wide), _scaled(source.height, high))
        content = self._filtered(layer.id, picture, source, size, filters)
        return content, _part_of(content, part, whole), drawn

    def patch(self, layer: Layer, picture: Picture) -> Patch | None:
        """The patch of a layer that is not turned."""
        made = self.make(layer, picture)
        if made is None:
            return None
        content, part, drawn = made
        view = view_of(drawn, part, self._canvas)
        if view is None:
            return None
        planes, inverse = premultiplied(content)
        is_still = picture.frame is None

        def shown(whole: Planes) -> Planes:
            return resized(whole.cut(view.part), *view.scaled, is_still=is_still).cut(view.cut)

        opacity = layer.opacity * content.opacity
        if inverse is None:
            return Patch(view.shown, shown(planes), opacity=opacity)
        return faded(Patch(view.shown, shown(planes), shown(inverse)), opacity)

    def strip(self, layer: Layer, bgra: Bytes) -> tuple[Bytes, float]:
        """A strip in other colours, and its opacity; what frames a picture leaves it as it is."""
        filters = tuple(one for one in active(layer.filters) if not isinstance(one, _FRAMES))
        content = self._chain.process(content_of(bgra), filters)
        return raster_of(content), content.opacity

    def tone(self, layer: Layer) -> Callable[[Planes], Planes] | None:
        """What the filters do to any part of the picture; None when a part is not enough."""
        filters = active(layer.filters)
        if not all(isinstance(one, BY_PIXEL) for one in filters):
            return None
        return lambda planes: self._chain.process(Content(planes), filters).planes

    def _filtered(
        self,
        layer_id: str,
        picture: Picture,
        source: Rect,
        size: tuple[int, int],
        filters: tuple[PictureFilter, ...],
    ) -> Content:
        """What comes before the first scroll is kept, so that a still that scrolls costs little."""
        places = [place for place, one in enumerate(filters) if isinstance(one, Scroll)]
        if not places:
            content = self._content(picture, source, size)
            return self._chain.process(content, filters, self.media_ns)
        first = places[0]
        what = picture.serial if picture.bgra is None else id(picture.bgra)
        key = (what, source, size, filters[:first], self._files.revision)
        kept = self._kept.pop(layer_id, None)
        if kept is None or kept[0] != key:
            content = self._content(picture, source, size)
            kept = (key, self._chain.process(content, filters[:first]))
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[layer_id] = kept
        return self._chain.process(kept[1], filters[first:], self.media_ns)

    def _content(self, picture: Picture, source: Rect, size: tuple[int, int]) -> Content:
        if picture.frame is not None:
            return Content(self._converter.planes(picture.frame, source, size))
        return content_of(scaled_raster(cut_raster(picture, source), *size))


def faded(patch: Patch, opacity: float) -> Patch:
    """A patch that is not opaque, with opacity in its planes: `lay` blends it as it is."""
    if opacity >= 1 or patch.inverse is None:
        return patch
    return Patch(
        patch.rect,
        Planes(*(_times(plane, opacity) for plane in patch.planes.all())),
        Planes(*(_through(plane, opacity) for plane in patch.inverse.all())),
    )


def _times(plane: Bytes, factor: float) -> Bytes:
    return as_bytes(cv2.convertScaleAbs(plane, alpha=factor))


def _through(inverse: Bytes, opacity: float) -> Bytes:
    return as_bytes(cv2.convertScaleAbs(inverse, alpha=opacity, beta=255 * (1 - opacity)))


def _scaled(length_px: int, factor: float) -> int:
    """Never larger than it is: enlarging comes last and costs least."""
    return min(length_px, max(2, even(length_px * factor)))


def _part_of(content: Content, part: Rect, whole: tuple[int, int]) -> Rect:
    """The part in pixels of what the filters made."""
    wide, high = content.size
    across, down = wide / whole[0], high / whole[1]
    left, top = min(even(part.left * across), wide - 2), min(even(part.top * down), high - 2)
    right = min(wide, max(left + 2, even(part.right * across)))
    bottom = min(high, max(top + 2, even(part.bottom * down)))
    return Rect(left, top, right, bottom)

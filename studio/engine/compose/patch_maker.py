"""Makes patches of layers' pictures: scaled, split into planes and cut to what shows."""

from dataclasses import replace

import cv2
import numpy as np

from studio.core.picture_filters import active
from studio.core.scene import Layer
from studio.engine.compose.colour import premultiplied_yuv
from studio.engine.compose.convert import FrameConverter
from studio.engine.compose.filtered import FilteredPatches
from studio.engine.compose.filters.content import raster_of
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.geometry import Rect, box_rect, crop_rect, even, fitted
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import as_bytes
from studio.engine.compose.rasters import cut_raster, scaled_raster
from studio.engine.compose.renewal import renew
from studio.engine.compose.turning import turned
from studio.engine.compose.visible import view_of
from studio.engine.media import Area, Bytes, Picture

_MOST_STRIP_PX = 48_000_000
_MOST_STRIP_WIDTHS = 4


class PatchMaker:
    """Makes patches for a canvas; belongs to the compositor's thread."""

    def __init__(self, width_px: int, height_px: int, files: FilterFiles | None = None) -> None:
        self._width_px = width_px
        self._height_px = height_px
        self._canvas = Rect(0, 0, width_px, height_px)
        self._converter = FrameConverter()
        self._filtered = FilteredPatches(self._converter, self._canvas, files or FilterFiles())

    def begin(self, media_ns: int) -> None:
        """A picture of that media time is made now."""
        self._filtered.media_ns = media_ns

    def stamp(self, layer: Layer) -> tuple[int, int]:
        """Changes when the layer looks different though it and its picture are the same."""
        return self._filtered.stamp(layer)

    def make(self, layer: Layer, picture: Picture) -> Patch | None:
        """The patch, or None when nothing of it can be seen."""
        if min(picture.width_px, picture.height_px) < 2:
            raise ValueError("a picture has at least 2 × 2 pixels")
        box = box_rect(layer, self._width_px, self._height_px)
        is_filtered = bool(active(layer.filters))
        if picture.is_strip and picture.bgra is not None:
            bgra, opacity = picture.bgra, layer.opacity
            if is_filtered:
                bgra, own = self._filtered.strip(layer, bgra)
                opacity *= own
            return self._strip(picture, bgra, box, opacity)
        if is_filtered:
            return self._of_filtered(layer, picture)
        source = crop_rect(layer.crop, picture.width_px, picture.height_px)
        drawn, part = fitted(box, source, layer.fit)
        if layer.rotation_deg % 360:
            return self._turned(layer, picture, drawn, part)
        view = view_of(drawn, part, self._canvas)
        if view is None:
            return None
        if picture.frame is not None:
            planes = self._converter.planes(picture.frame, view.part, view.scaled)
            return Patch(view.shown, planes.cut(view.cut), opacity=layer.opacity)
        raster = scaled_raster(cut_raster(picture, view.part), *view.scaled)
        cut = view.cut
        return _translucent(
            raster[cut.top : cut.bottom, cut.left : cut.right], view.shown, layer.opacity
        )

    def renewed(
        self, patch: Patch, layer: Layer, picture: Picture, areas: tuple[Area, ...]
    ) -> tuple[Patch, tuple[Rect, ...]] | None:
        """The patch with those areas of the picture made anew; None when that cannot be done."""
        tone = self._filtered.tone(layer)
        if layer.rotation_deg % 360 or tone is None:
            return None
        box = box_rect(layer, self._width_px, self._height_px)
        source = crop_rect(layer.crop, picture.width_px, picture.height_px)
        drawn, part = fitted(box, source, layer.fit)
        if drawn != patch.rect:
            return None
        is_scaled_last = drawn.width > part.width or drawn.height > part.height or part != source
        if is_scaled_last and active(layer.filters):
            return None
        return renew(self._converter, patch, part, picture, areas, tone)

    def moved(self, patch: Patch, picture: Picture) -> Patch:
        """The same strip, further on."""
        return replace(patch, offset_px=_offset_px(picture, patch.scale, patch.period_px))

    def _of_filtered(self, layer: Layer, picture: Picture) -> Patch | None:
        if not layer.rotation_deg % 360:
            return self._filtered.patch(layer, picture)
        made = self._filtered.make(layer, picture)
        if made is None:
            return None
        content, part, drawn = made
        raster = raster_of(content)[part.top : part.bottom, part.left : part.right]
        return self._laid_turned(layer, raster, drawn, layer.opacity * content.opacity)

    def _strip(self, picture: Picture, bgra: Bytes, box: Rect, opacity: float) -> Patch | None:
        scale = box.height / bgra.shape[0]
        period_px = max(2, even(bgra.shape[1] * scale))
        if box.cut(self._canvas).area == 0:
            return None
        if (
            period_px * box.height > _MOST_STRIP_PX
            or box.width > _MOST_STRIP_WIDTHS * self._width_px
        ):
            raise ValueError(f"a strip of {period_px} × {box.height} pixels is too large")
        raster = scaled_raster(bgra, period_px, box.height)
        copies = -(-(box.width + period_px) // period_px)
        patch = _translucent(np.tile(raster, (1, copies, 1)), box, opacity)
        offset_px = _offset_px(picture, scale, period_px)
        return replace(patch, period_px=period_px, offset_px=offset_px, scale=scale)

    def _turned(self, layer: Layer, picture: Picture, drawn: Rect, part: Rect) -> Patch | None:
        if picture.frame is not None:
            planes = self._converter.planes(picture.frame, part, (part.width, part.height))
            i420 = np.concatenate([plane.reshape(-1) for plane in planes.all()])
            shape = (part.height * 3 // 2, part.width)
            raster = as_bytes(cv2.cvtColor(i420.reshape(shape), cv2.COLOR_YUV2BGRA_I420))
        else:
            raster = cut_raster(picture, part)
        return self._laid_turned(layer, raster, drawn, layer.opacity)

    def _laid_turned(
        self, layer: Layer, raster: Bytes, drawn: Rect, opacity: float
    ) -> Patch | None:
        raster, rect = turned(raster, drawn, layer.rotation_deg, self._canvas)
        if rect.area == 0:
            return None
        return _translucent(raster, rect, opacity)


def _offset_px(picture: Picture, scale: float, period_px: int) -> int:
    return round(picture.offset_px[0] * scale) % period_px


def _translucent(raster: Bytes, rect: Rect, opacity: float) -> Patch:
    if opacity < 1.0:
        raster = as_bytes(cv2.convertScaleAbs(raster, alpha=opacity))
    planes, inverse = premultiplied_yuv(raster)
    if not inverse.y.any():
        return Patch(rect, planes)
    return Patch(rect, planes, inverse)

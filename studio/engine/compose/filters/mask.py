"""Masks: forms with smooth edges, and what a picture file says."""

from functools import lru_cache

import cv2
import numpy as np

from studio.core.picture_filters import Mask, MaskShape
from studio.engine.compose.planes import as_bytes, resize
from studio.engine.media import Bytes

_LUMA = np.array([[0.114, 0.587, 0.299, 0.0]], np.float32)


def image_cover(bgra: Bytes, shape: MaskShape) -> Bytes:
    """What a premultiplied raster lets through, by its alpha or by its brightness."""
    if shape is MaskShape.IMAGE_ALPHA:
        return as_bytes(cv2.extractChannel(bgra, 3))
    return as_bytes(cv2.transform(bgra, _LUMA))


@lru_cache(maxsize=16)
def form_cover(settings: Mask, width_px: int, height_px: int) -> Bytes:
    """What the form lets through of a picture of that size; not to be written to."""
    half = min(width_px, height_px) / 2
    x = np.abs(np.arange(width_px, dtype=np.float32) + 0.5 - width_px / 2)[None, :]
    y = np.abs(np.arange(height_px, dtype=np.float32) + 0.5 - height_px / 2)[:, None]
    if settings.shape is MaskShape.CIRCLE:
        inside = half - np.hypot(x, y)
    elif settings.shape is MaskShape.ELLIPSE:
        inside = (1 - np.hypot(x / (width_px / 2), y / (height_px / 2))) * half
    else:
        radius = settings.radius * half
        over_x, over_y = x - (width_px / 2 - radius), y - (height_px / 2 - radius)
        outside = np.hypot(np.maximum(over_x, 0), np.maximum(over_y, 0))
        inside = radius - outside - np.minimum(np.maximum(over_x, over_y), 0)
    feather_px = settings.feather * half
    share = inside / feather_px if feather_px > 1 else inside + 0.5
    share = np.clip(share, 0, 1)
    if feather_px > 1:
        share = share * share * (3 - 2 * share)
    return _turned_over(np.rint(share * 255).astype(np.uint8), settings)


def fitted_cover(cover: Bytes, settings: Mask, width_px: int, height_px: int) -> Bytes:
    """A file's cover stretched over a picture of that size."""
    return _turned_over(resize(cover, width_px, height_px, is_still=True), settings)


def _turned_over(cover: Bytes, settings: Mask) -> Bytes:
    return as_bytes(cv2.bitwise_not(cover)) if settings.is_inverted else cover

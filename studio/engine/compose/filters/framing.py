"""Crop, pad and scroll: what of the picture stands where."""

from dataclasses import replace

import cv2
import numpy as np

from studio.core.clock import NS_PER_S
from studio.core.picture_filters import CropPad, PictureFilter, Scroll
from studio.engine.compose.filters.content import Content
from studio.engine.compose.geometry import Rect, even
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

_BLACK = (16, 128, 128)
_LEAST_PX, _MOST_PX = 2, 16_000
_Room = tuple[int, int, int, int]  # above, below, left, right


def size_after(size: tuple[int, int], filters: tuple[PictureFilter, ...]) -> tuple[int, int]:
    """Width and height that the filters leave of a picture of that size; both even."""
    wide, high = size
    for one in filters:
        if isinstance(one, CropPad):
            left, top, right, bottom = _edges(one, wide, high)
            wide, high = wide - left - right, high - top - bottom
    return wide, high


def framed(content: Content, settings: CropPad) -> Content:
    """The content cut, and with transparent room around it."""
    wide, high = content.size
    left, top, right, bottom = _edges(settings, wide, high)
    kept = Rect(max(0, left), max(0, top), wide - max(0, right), high - max(0, bottom))
    planes = content.planes.cut(kept)
    alpha = content.alpha
    if alpha is not None:
        alpha = alpha[kept.top : kept.bottom, kept.left : kept.right]
    room: _Room = (max(0, -top), max(0, -bottom), max(0, -left), max(0, -right))
    if any(room):
        if alpha is None:
            alpha = np.full((kept.height, kept.width), 255, np.uint8)
        alpha = _padded(alpha, room, 0)
        half = (room[0] // 2, room[1] // 2, room[2] // 2, room[3] // 2)
        planes = Planes(
            _padded(planes.y, room, _BLACK[0]),
            _padded(planes.u, half, _BLACK[1]),
            _padded(planes.v, half, _BLACK[2]),
        )
    return replace(content, planes=planes, alpha=alpha)


def scrolled(content: Content, settings: Scroll, media_ns: int) -> Content:
    """The content as far on its way as it is at that media time."""
    wide, high = content.size
    seconds = media_ns / NS_PER_S
    across = round(settings.x * seconds * wide) % wide
    down = round(settings.y * seconds * high) % high
    if not across and not down:
        return content
    # At an odd place chroma lies half a sample beside luma: far less than a jerk would show.
    full, half = (down, across), (down // 2, across // 2)
    y, u, v = content.planes.all()
    planes = Planes(_rolled(y, full), _rolled(u, half), _rolled(v, half))
    alpha = None if content.alpha is None else _rolled(content.alpha, full)
    return replace(content, planes=planes, alpha=alpha)


def _edges(settings: CropPad, wide: int, high: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom to cut, in pixels; at least 2 × 2 are left."""
    left, right = even(settings.left * wide), even(settings.right * wide)
    top, bottom = even(settings.top * high), even(settings.bottom * high)
    right = max(wide - left - _MOST_PX, min(right, wide - left - _LEAST_PX))
    bottom = max(high - top - _MOST_PX, min(bottom, high - top - _LEAST_PX))
    return left, top, right, bottom


def _padded(plane: Bytes, room: _Room, value: int) -> Bytes:
    return as_bytes(cv2.copyMakeBorder(plane, *room, cv2.BORDER_CONSTANT, value=value))


def _rolled(plane: Bytes, by: tuple[int, int]) -> Bytes:
    return np.roll(plane, by, (0, 1))

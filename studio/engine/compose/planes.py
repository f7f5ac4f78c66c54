"""Pictures as three planes, YUV 4:2:0: full-size luma, chroma of half the width and height."""

from dataclasses import dataclass

import cv2
import numpy as np

from studio.engine.compose.geometry import Rect
from studio.engine.media import Bytes

_HALVING_LIMIT = 0.5


@dataclass(frozen=True, slots=True)
class Planes:
    """Y (height × width), U and V (height/2 × width/2), uint8."""

    y: Bytes
    u: Bytes
    v: Bytes

    @property
    def width_px(self) -> int:
        """Width of the picture."""
        return int(self.y.shape[1])

    @property
    def height_px(self) -> int:
        """Height of the picture."""
        return int(self.y.shape[0])

    def cut(self, rect: Rect) -> "Planes":
        """Views of a part; the rectangle is even."""
        left, top, right, bottom = (
            rect.left // 2,
            rect.top // 2,
            rect.right // 2,
            rect.bottom // 2,
        )
        return Planes(
            self.y[rect.top : rect.bottom, rect.left : rect.right],
            self.u[top:bottom, left:right],
            self.v[top:bottom, left:right],
        )

    def all(self) -> tuple[Bytes, Bytes, Bytes]:
        """Y, U, V."""
        return self.y, self.u, self.v


def planes_of(buffer: Bytes, width_px: int, height_px: int) -> Planes:
    """Views into one I420 buffer of shape (height × 3/2, width), as cv2 and PyAV lay it out."""
    flat = buffer.reshape(-1)
    luma = width_px * height_px
    chroma = luma // 4
    half = (height_px // 2, width_px // 2)
    return Planes(
        flat[:luma].reshape(height_px, width_px),
        flat[luma : luma + chroma].reshape(half),
        flat[luma + chroma : luma + 2 * chroma].reshape(half),
    )


def as_bytes(values: object) -> Bytes:
    """What cv2 gave, as the array of bytes that it is."""
    return np.asarray(values, np.uint8)


def new_buffer(width_px: int, height_px: int) -> Bytes:
    """An I420 buffer, not yet filled."""
    return np.empty((height_px * 3 // 2, width_px), np.uint8)


def resize(plane: Bytes, width_px: int, height_px: int, *, is_still: bool) -> Bytes:
    """Scale one plane.

    Stills are averaged when they shrink; moving pictures are halved (exact averaging by
    two is cheap) until one linear step is sharp enough.
    """
    if plane.shape[1] == width_px and plane.shape[0] == height_px:
        return plane
    if is_still and (width_px < plane.shape[1] or height_px < plane.shape[0]):
        return as_bytes(cv2.resize(plane, (width_px, height_px), interpolation=cv2.INTER_AREA))
    while (
        width_px < _HALVING_LIMIT * plane.shape[1] and height_px < _HALVING_LIMIT * plane.shape[0]
    ):
        half = (plane.shape[1] // 2, plane.shape[0] // 2)
        plane = as_bytes(cv2.resize(plane, half, interpolation=cv2.INTER_AREA))
    return as_bytes(cv2.resize(plane, (width_px, height_px), interpolation=cv2.INTER_LINEAR))


def resized(planes: Planes, width_px: int, height_px: int, *, is_still: bool) -> Planes:
    """All three planes scaled to an even size."""
    return Planes(
        resize(planes.y, width_px, height_px, is_still=is_still),
        resize(planes.u, width_px // 2, height_px // 2, is_still=is_still),
        resize(planes.v, width_px // 2, height_px // 2, is_still=is_still),
    )

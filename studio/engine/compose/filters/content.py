"""What a filter takes and gives: straight planes, an alpha where there is one, an opacity."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from studio.engine.compose.colour import premultiplied_yuv
from studio.engine.compose.planes import Planes, as_bytes, planes_of
from studio.engine.media import Bytes

_DARK, _MIDDLE = 16, 128
_TO_ONE = 1.0 / 255.0


@dataclass(frozen=True, slots=True)
class Content:
    """A picture on its way through the filters; nothing of it is ever written to.

    ``planes`` are not premultiplied; without ``alpha`` (luma's size) they are opaque. Both are
    seen through ``opacity``.
    """

    planes: Planes
    alpha: Bytes | None = None
    opacity: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, both even."""
        return self.planes.width_px, self.planes.height_px

    def within(self, cover: Bytes) -> "Content":
        """The same, seen only where ``cover`` (0-255, luma's size) lets it through."""
        if self.alpha is None:
            return replace(self, alpha=cover)
        both = as_bytes(cv2.multiply(self.alpha, cover, scale=_TO_ONE))
        return replace(self, alpha=both)


def content_of(bgra: Bytes) -> Content:
    """A premultiplied raster of even size."""
    planes, inverse = premultiplied_yuv(bgra)
    if not inverse.y.any():
        return Content(planes)
    alpha, half = as_bytes(cv2.bitwise_not(inverse.y)), as_bytes(cv2.bitwise_not(inverse.u))
    return Content(straight(planes, alpha, half), alpha)


def premultiplied(content: Content) -> tuple[Planes, Planes | None]:
    """Planes as a patch has them, and what they let through; opacity is not in it."""
    alpha = content.alpha
    if alpha is None:
        return content.planes, None
    half = half_of(alpha)
    y, u, v = content.planes.all()
    planes = Planes(
        as_bytes(cv2.multiply(y, alpha, scale=_TO_ONE)),
        as_bytes(cv2.multiply(u, half, scale=_TO_ONE)),
        as_bytes(cv2.multiply(v, half, scale=_TO_ONE)),
    )
    through = as_bytes(cv2.bitwise_not(half))
    return planes, Planes(as_bytes(cv2.bitwise_not(alpha)), through, through)


def straight(planes: Planes, alpha: Bytes, half: Bytes) -> Planes:
    """Premultiplied planes without their alpha again; black where there is none."""
    return Planes(
        _divided(planes.y, alpha, _DARK),
        _divided(planes.u, half, _MIDDLE),
        _divided(planes.v, half, _MIDDLE),
    )


def raster_of(content: Content) -> Bytes:
    """The content as a premultiplied raster; opacity is not in it."""
    bgra = as_bytes(cv2.cvtColor(_joined(content.planes), cv2.COLOR_YUV2BGRA_I420))
    if content.alpha is None:
        return bgra
    alpha = as_bytes(cv2.merge([content.alpha] * 4))
    bgra[:, :, 3] = 255
    return as_bytes(cv2.multiply(bgra, alpha, scale=_TO_ONE))


def in_bgr(planes: Planes, change: Callable[[Bytes], Bytes]) -> Planes:
    """What ``change`` makes of the picture as B, G, R."""
    bgr = as_bytes(cv2.cvtColor(_joined(planes), cv2.COLOR_YUV2BGR_I420))
    i420 = as_bytes(cv2.cvtColor(change(bgr), cv2.COLOR_BGR2YUV_I420))
    return planes_of(i420, planes.width_px, planes.height_px)


def half_of(plane: Bytes) -> Bytes:
    """Half as wide and high, averaged."""
    size = (plane.shape[1] // 2, plane.shape[0] // 2)
    return as_bytes(cv2.resize(plane, size, interpolation=cv2.INTER_AREA))


def _joined(planes: Planes) -> Bytes:
    flat = np.concatenate([plane.reshape(-1) for plane in planes.all()])
    return flat.reshape(planes.height_px * 3 // 2, planes.width_px)


def _divided(plane: Bytes, alpha: Bytes, empty: int) -> Bytes:
    out = as_bytes(cv2.divide(plane, alpha, scale=255.0))
    np.copyto(out, np.uint8(empty), where=alpha == 0)
    return out

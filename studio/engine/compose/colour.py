"""Colour: BT.601 limited range for the programme, and the ways into it.

The constants are ITU-R BT.601-7 §2.5 and BT.709-6 §3, 8 bits.
"""

import cv2
import numpy as np
import numpy.typing as npt

from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

Floats = npt.NDArray[np.float32]

_KR, _KB = 0.299, 0.114
_KG = 1.0 - _KR - _KB
_LUMA = np.array([_KB, _KG, _KR]) * 219 / 255
_CB = np.array([1 - _KB, -_KG, -_KR]) / (2 * (1 - _KB)) * 224 / 255
_CR = np.array([-_KB, -_KG, 1 - _KR]) / (2 * (1 - _KR)) * 224 / 255

# From (B, G, R) to (Y - 16, U - 128, V - 128).
YUV_OF_BGR = np.stack([_LUMA, _CB, _CR])

# From premultiplied (B, G, R, A), each 0-255, to premultiplied (Y, U, V): the offsets 16
# and 128 are weighted by alpha like everything else, so nothing is ever divided by alpha.
_FROM_BGRA = np.array([[*_LUMA, 16 / 255], [*_CB, 128 / 255], [*_CR, 128 / 255]], dtype=np.float32)

# BT.709 → BT.601, both limited: how far chroma shifts luma, and how it turns itself.
_709_TO_601_LUMA = (0.099312, 0.191700)
_709_TO_601_U = (0.989854, -0.110653)
_709_TO_601_V = (-0.072453, 0.983398)
_MIDDLE = 128.0


def yuv_of(colour: str) -> tuple[int, int, int]:
    """Y, U, V of ``#RRGGBB`` (an alpha after it is ignored)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    yuv = _FROM_BGRA @ np.array([blue, green, red, 255], np.float32)
    y, u, v = (round(float(part)) for part in yuv)
    return y, u, v


def premultiplied_yuv(bgra: Bytes) -> tuple[Planes, Planes]:
    """Premultiplied planes of a raster of even size, and what they let through (255 − alpha).

    The second `Planes` holds the inverse alpha for luma in ``y`` and for chroma in ``u``, ``v``.
    """
    height_px, width_px = bgra.shape[:2]
    half = as_bytes(cv2.resize(bgra, (width_px // 2, height_px // 2), interpolation=cv2.INTER_AREA))
    chroma = cv2.transform(half, _FROM_BGRA[1:])
    planes = Planes(
        as_bytes(cv2.transform(bgra, _FROM_BGRA[:1])),
        as_bytes(cv2.extractChannel(chroma, 0)),
        as_bytes(cv2.extractChannel(chroma, 1)),
    )
    inverse, inverse_half = _inverse_alpha(bgra), _inverse_alpha(half)
    return planes, Planes(inverse, inverse_half, inverse_half)


def _inverse_alpha(bgra: Bytes) -> Bytes:
    return as_bytes(cv2.bitwise_not(cv2.extractChannel(bgra, 3)))


def bt709_to_bt601(planes: Planes) -> Planes:
    """The same colours by the other matrix; HD files come as BT.709."""
    u, v = planes.u, planes.v
    # Luma moves by at most 33 levels, so bytes about the middle hold it: far quicker than floats.
    shift = _weighted(u, v, _709_TO_601_LUMA)
    shift = as_bytes(
        cv2.resize(shift, (planes.width_px, planes.height_px), interpolation=cv2.INTER_LINEAR)
    )
    return Planes(
        as_bytes(cv2.addWeighted(planes.y, 1.0, shift, 1.0, -_MIDDLE)),
        _weighted(u, v, _709_TO_601_U),
        _weighted(u, v, _709_TO_601_V),
    )


def _weighted(u: Bytes, v: Bytes, weights: tuple[float, float]) -> Bytes:
    """Both chroma planes, which are centred on the middle, mixed about the middle."""
    offset = _MIDDLE * (1.0 - weights[0] - weights[1])
    return as_bytes(cv2.addWeighted(u, weights[0], v, weights[1], offset))

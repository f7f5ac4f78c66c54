"""Colour correction: one affine step on the planes, and gamma by a table where it is wanted."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from studio.core.picture_filters import ColourCorrection
from studio.engine.compose.colour import YUV_OF_BGR
from studio.engine.compose.filters.content import Content, half_of, in_bgr
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

_BLACK, _SPAN, _MIDDLE = 16.0, 219.0, 128.0
_WHITE, _CHROMA_MOST = 235, 240
_WARMTH = 0.25  # how far red rises and blue falls at the most
_NEARLY = 1e-6
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """``chroma``: rows for luma's shift, U and V from (Y, U, V, 1) of half the size."""

    gamma: Bytes | None
    luma: Bytes
    gain: float
    offset: float
    chroma: "npt.NDArray[np.float32] | None"
    has_shift: bool


def corrected(content: Content, settings: ColourCorrection) -> Content:
    """The content in other colours."""
    steps = _steps(settings)
    planes = content.planes
    if steps.gamma is not None:
        table = steps.gamma
        planes = in_bgr(planes, lambda bgr: as_bytes(cv2.LUT(bgr, table)))
    return replace(
        content, planes=_moved(planes, steps), opacity=content.opacity * settings.opacity
    )


def _moved(planes: Planes, steps: _Steps) -> Planes:
    if steps.chroma is None:
        return Planes(as_bytes(cv2.LUT(planes.y, steps.luma)), planes.u, planes.v)
    half = cv2.merge([half_of(planes.y), planes.u, planes.v])
    shift, u, v = cv2.split(cv2.transform(half, steps.chroma))
    if not steps.has_shift:
        return Planes(as_bytes(cv2.LUT(planes.y, steps.luma)), as_bytes(u), as_bytes(v))
    size = (planes.width_px, planes.height_px)
    wide = cv2.resize(shift, size, interpolation=cv2.INTER_LINEAR)
    y = cv2.addWeighted(planes.y, steps.gain, wide, 1.0, steps.offset - _MIDDLE)
    return Planes(as_bytes(y), as_bytes(u), as_bytes(v))


@lru_cache(maxsize=64)
def _steps(settings: ColourCorrection) -> _Steps:
    matrix, offset = _affine(settings)
    start = np.array([_BLACK, _MIDDLE, _MIDDLE])
    constant = start + offset - matrix @ start
    levels = np.arange(256) * matrix[0, 0] + constant[0] + _MIDDLE * (matrix[0, 1] + matrix[0, 2])
    luma = np.clip(np.rint(levels), _BLACK, _WHITE).astype(np.uint8)
    has_shift = bool(np.abs(matrix[0, 1:]).max() > _NEARLY)
    is_still = np.allclose(matrix[1:], np.eye(3)[1:]) and np.allclose(constant[1:], 0)
    rows = np.zeros((3, 4))
    rows[0, 1:3] = matrix[0, 1:]
    rows[0, 3] = _MIDDLE - _MIDDLE * matrix[0, 1:].sum()
    rows[1:, :3], rows[1:, 3] = matrix[1:], constant[1:]
    middle = float(constant[0] + _MIDDLE * matrix[0, 1:].sum())
    return _Steps(
        _gamma_table(settings.gamma),
        luma,
        float(matrix[0, 0]),
        middle,
        None if is_still and not has_shift else rows.astype(np.float32),
        has_shift,
    )


def _affine(settings: ColourCorrection) -> tuple[Matrix, Matrix]:
    """What happens to (Y - 16, U - 128, V - 128): a matrix, and what is added after it."""
    contrast = _factor(settings.contrast)
    matrix = np.eye(3) * contrast
    offset = np.array([_SPAN / 2 * (1 - contrast) + _SPAN * settings.brightness, 0.0, 0.0])
    colour = np.diag([1.0, 1 + settings.saturation, 1 + settings.saturation])
    angle = math.radians(settings.hue_deg)
    turn = np.eye(3)
    turn[1:, 1:] = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    after = _warmth(settings.temperature) @ turn @ colour
    return after @ matrix, after @ offset


def _warmth(temperature: float) -> Matrix:
    """More red and less blue; white keeps its luma."""
    gains = np.array([1 - _WARMTH * temperature, 1.0, 1 + _WARMTH * temperature])
    gains /= YUV_OF_BGR[0] @ gains / YUV_OF_BGR[0].sum()
    return np.asarray(YUV_OF_BGR @ np.diag(gains) @ np.linalg.inv(YUV_OF_BGR))


def _factor(change: float) -> float:
    return 1 + change if change >= 0 else 1 / (1 - change)


def _gamma_table(gamma: float) -> Bytes | None:
    if abs(gamma) < _NEARLY:
        return None
    curve = (np.arange(256) / 255) ** (1 / _factor(gamma))
    return np.rint(curve * 255).astype(np.uint8)

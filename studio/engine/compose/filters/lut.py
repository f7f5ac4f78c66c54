"""A table of colours made ready for planes: luma and chroma are looked up, never computed.

A cube is asked once for every luma and a grid of chroma, on another thread than the picture's.
Luma is exact to one level and hardly changes between two steps of chroma, nor chroma between
two steps of luma; so each has its own table, fine where it must be.
"""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from studio.engine.compose.colour import YUV_OF_BGR
from studio.engine.compose.filters.content import Content, half_of, in_bgr
from studio.engine.compose.filters.cube_file import ColourTable, Floats
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

_BLACK, _MIDDLE = 16, 128
_COARSE, _FINE = 64, 128  # steps of a byte
_BGR_OF_YUV = np.linalg.inv(YUV_OF_BGR).astype(np.float32)
_FORTH = YUV_OF_BGR.astype(np.float32)
Words = npt.NDArray[np.uint16]
ChangePlanes = Callable[[Planes], Planes]


def changed(content: Content, change: ChangePlanes, amount: float) -> Content:
    """The content with its colours from the table, mixed with its own where amount is below 1."""
    if amount <= 0:
        return content
    fresh = change(content.planes)
    if amount < 1:
        mixed = [
            as_bytes(cv2.addWeighted(new, amount, old, 1 - amount, 0.0))
            for new, old in zip(fresh.all(), content.planes.all(), strict=True)
        ]
        fresh = Planes(*mixed)
    return replace(content, planes=fresh)


def ready(table: ColourTable) -> ChangePlanes:
    """What the table does to planes; takes part of a second for a cube."""
    return _curves(table) if table.is_curve else _Cube(table).apply


def _curves(table: ColourTable) -> ChangePlanes:
    at = np.arange(256, dtype=np.float32) / 255
    columns = []
    for part in (2, 1, 0):
        places = np.linspace(table.lowest[part], table.highest[part], table.values.shape[0])
        columns.append(np.interp(at, places, table.values[:, part]))
    levels = np.rint(np.clip(np.stack(columns, -1), 0, 1) * 255).astype(np.uint8)
    by_colour = levels.reshape(1, 256, 3)
    return lambda planes: in_bgr(planes, lambda bgr: as_bytes(cv2.LUT(bgr, by_colour)))


class _Cube:
    """Two tables: Y by (V, U, Y) with coarse chroma; U and V by (V, U, Y) with coarse luma."""

    def __init__(self, table: ColourTable) -> None:
        coarse, fine = _middles(_COARSE), _middles(_FINE)
        every = np.arange(256, dtype=np.float32)
        self._luma = np.empty(_COARSE * _COARSE * 256, np.uint8)
        self._chroma = np.empty(_FINE * _FINE * _COARSE, np.uint16)
        for place, v in enumerate(coarse):  # in small steps: other threads get their turn
            y = _looked_up(table, every[None, :], coarse[:, None], v)[..., 0]
            step = y.size
            self._luma[place * step : (place + 1) * step] = _levels(y)
        for place, v in enumerate(fine):
            yuv = _looked_up(table, coarse[None, :], fine[:, None], v)
            pairs = _levels(yuv[..., 2]).astype(np.uint16) + 256 * _levels(yuv[..., 1]).astype(
                np.uint16
            )
            step = pairs.size
            self._chroma[place * step : (place + 1) * step] = pairs

    def apply(self, planes: Planes) -> Planes:
        """The planes in the cube's colours."""
        y, u, v = planes.all()
        row = (v >> 2).astype(np.int32) << 14
        row |= (u >> 2).astype(np.int32) << 8
        size = (planes.width_px, planes.height_px)
        wide = cv2.resize(row, size, interpolation=cv2.INTER_NEAREST)
        levels = np.asarray(cv2.add(wide, y, dtype=cv2.CV_32S), np.int32)
        luma = np.take(self._luma, levels, mode="clip")
        places = (v >> 1).astype(np.int32) << 13
        places |= (u >> 1).astype(np.int32) << 6
        places |= half_of(y) >> 2
        pairs = np.take(self._chroma, places, mode="clip").view(np.uint8).reshape(*u.shape, 2)
        fresh_v, fresh_u = cv2.split(pairs)
        return Planes(luma, as_bytes(fresh_u), as_bytes(fresh_v))


def _middles(steps: int) -> Floats:
    """The level in the middle of each step of a byte."""
    wide = 256 // steps
    return np.arange(steps, dtype=np.float32) * wide + (wide - 1) / 2


def _looked_up(table: ColourTable, y: Floats, u: Floats, v: np.float32) -> Floats:
    """What the cube makes of these Y, U, V, as Y, U, V."""
    shape = np.broadcast_shapes(y.shape, u.shape)
    yuv = np.empty((*shape, 3), np.float32)
    yuv[..., 0], yuv[..., 1], yuv[..., 2] = y - _BLACK, u - _MIDDLE, v - _MIDDLE
    bgr = np.clip(yuv @ _BGR_OF_YUV.T / 255, 0, 1)
    rgb = interpolated(table, np.asarray(bgr[..., ::-1], np.float32))
    made = np.clip(rgb[..., ::-1], 0, 1) * 255 @ _FORTH.T
    made[..., 0] += _BLACK
    made[..., 1:] += _MIDDLE
    return np.asarray(made, np.float32)


def interpolated(table: ColourTable, rgb: Floats) -> Floats:
    """What the cube says of these colours (0-1), linear between its eight nearest values."""
    most = table.values.shape[0] - 1
    at = np.clip((rgb - table.lowest) / (table.highest - table.lowest), 0, 1) * most
    below = np.minimum(at.astype(np.int32), most - 1)
    part = (at - below)[..., None, :]
    r, g, b = below[..., 0], below[..., 1], below[..., 2]
    values = table.values
    lines = []
    for db, dg in ((0, 0), (0, 1), (1, 0), (1, 1)):
        low, high = values[b + db, g + dg, r], values[b + db, g + dg, r + 1]
        lines.append(low + (high - low) * part[..., 0, 0:1])
    near = lines[0] + (lines[1] - lines[0]) * part[..., 0, 1:2]
    far = lines[2] + (lines[3] - lines[2]) * part[..., 0, 1:2]
    return np.asarray(near + (far - near) * part[..., 0, 2:3], np.float32)


def _levels(values: Floats) -> Bytes:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8).reshape(-1)

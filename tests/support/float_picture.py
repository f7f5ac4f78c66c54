"""An independent float reference: smooth pictures as formulas, placed and blended by formulas.

It shares no code with the compositor. A picture is a function of (u, v), 0-1 across and down,
so the reference needs no resampling at all: each canvas pixel asks the formula.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import av
import numpy as np
import numpy.typing as npt

from studio.core.scene import Fit, Layer
from studio.engine.compose.planes import Planes

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Formula = Callable[[Floats, Floats], Floats]

BT601 = (0.299, 0.114)
BT709 = (0.2126, 0.0722)


def slope(u: Floats, v: Floats) -> Floats:
    """Gentle colours, opaque: R, G, B, A, each 0-255."""
    return np.stack([60 + 110 * u, 190 - 90 * v, 70 + 60 * u * v, np.full_like(u, 255.0)], -1)


def veil(u: Floats, v: Floats) -> Floats:
    """Gentle colours behind an alpha that changes across."""
    return np.stack([200 - 80 * u, 50 + 80 * v, 90 + 80 * u, 60 + 140 * u], -1)


def raster(formula: Formula, width_px: int, height_px: int) -> Bytes:
    """The picture as premultiplied BGRA."""
    rgba = _sampled(formula, width_px, height_px)
    alpha = rgba[..., 3:] / 255
    return _rounded(np.concatenate([rgba[..., 2::-1] * alpha, rgba[..., 3:]], -1))


def rgb(formula: Formula, width_px: int, height_px: int) -> Bytes:
    """The picture as R, G, B."""
    return _rounded(_sampled(formula, width_px, height_px)[..., :3])


def yuv_frame(
    formula: Formula,
    width_px: int,
    height_px: int,
    *,
    matrix: tuple[float, float] = BT601,
    is_full_range: bool = False,
    name: str = "yuv420p",
) -> av.VideoFrame:
    """The picture as a planar frame of that matrix and range; untagged, as files often are."""
    yuv = _to_yuv(_sampled(formula, width_px, height_px)[..., :3], matrix, is_full_range)
    frame = av.VideoFrame(width_px, height_px, name)
    halves = (2, 2) if name in {"yuv420p", "yuvj420p"} else (2, 1)
    for number, plane in enumerate(frame.planes):
        values = yuv[..., number]
        if number:
            across, down = halves
            shape = (height_px // down, down, width_px // across, across)
            values = values.reshape(shape).mean((1, 3))
        padded = np.zeros((plane.height, plane.line_size), np.uint8)
        padded[:, : plane.width] = _rounded(values)
        plane.update(padded.tobytes())
    return frame


@dataclass
class Reference:
    """A canvas of float R, G, B on which layers are laid one after the other."""

    width_px: int
    height_px: int
    background: tuple[int, int, int] = (0, 0, 0)

    def __post_init__(self) -> None:
        self.rgb = np.empty((self.height_px, self.width_px, 3))
        self.rgb[...] = self.background
        self.is_near_edge = np.zeros((self.height_px, self.width_px), bool)

    def lay(self, layer: Layer, formula: Formula, size: tuple[int, int]) -> None:
        """Blend one layer of a source of that size; pixels near its edge are set aside."""
        across, down = self._in_box(layer)
        crop = layer.crop
        rest = (1 - crop.left - crop.right, 1 - crop.top - crop.bottom)
        wide, high = _fit_scale(layer, (size[0] * rest[0], size[1] * rest[1]), self)
        across, down = (across - 0.5) / wide + 0.5, (down - 0.5) / high + 0.5
        is_inside = (abs(across - 0.5) <= 0.5) & (abs(down - 0.5) <= 0.5)
        box_across, box_down = self._in_box(layer)
        is_inside &= (abs(box_across - 0.5) <= 0.5) & (abs(box_down - 0.5) <= 0.5)
        rgba = formula(crop.left + across * rest[0], crop.top + down * rest[1])
        alpha = np.where(is_inside, rgba[..., 3] / 255 * layer.opacity, 0.0)[..., None]
        self.rgb = rgba[..., :3] * alpha + self.rgb * (1 - alpha)
        self.is_near_edge |= _edges(is_inside)

    def errors(self, i420: Bytes) -> tuple[float, float]:
        """The largest difference of luma and of chroma, in levels, away from edges."""
        yuv = _to_yuv(self.rgb, BT601, is_full_range=False)
        flat = i420.reshape(-1).astype(np.float64)
        luma = self.width_px * self.height_px
        shape = (2, self.height_px // 2, self.width_px // 2)
        y = flat[:luma].reshape(self.height_px, self.width_px)
        uv = flat[luma:].reshape(shape)
        halves = (self.height_px // 2, 2, self.width_px // 2, 2)
        wanted = [yuv[..., part].reshape(halves).mean((1, 3)) for part in (1, 2)]
        is_far = ~self.is_near_edge
        is_far_half = ~self.is_near_edge.reshape(halves).any((1, 3))
        assert is_far.mean() > 0.5, "the comparison must see most of the picture"
        chroma = max(abs(uv[part] - wanted[part])[is_far_half].max() for part in (0, 1))
        return float(abs(y - yuv[..., 0])[is_far].max()), float(chroma)

    def _in_box(self, layer: Layer) -> tuple[Floats, Floats]:
        x, y = np.meshgrid(np.arange(self.width_px) + 0.5, np.arange(self.height_px) + 0.5)
        box = layer.box
        wide, high = box.width * self.width_px, box.height * self.height_px
        x = x - (box.x * self.width_px + wide / 2)
        y = y - (box.y * self.height_px + high / 2)
        angle = np.deg2rad(layer.rotation_deg)
        turned_x = x * np.cos(angle) + y * np.sin(angle)
        turned_y = -x * np.sin(angle) + y * np.cos(angle)
        return turned_x / wide + 0.5, turned_y / high + 0.5


def _fit_scale(
    layer: Layer, source: tuple[float, float], reference: Reference
) -> tuple[float, float]:
    """Size of the whole drawn source, in boxes."""
    wide = layer.box.width * reference.width_px / source[0]
    high = layer.box.height * reference.height_px / source[1]
    if layer.fit is Fit.STRETCH:
        return 1.0, 1.0
    scale = min(wide, high) if layer.fit is Fit.CONTAIN else max(wide, high)
    return scale / wide, scale / high


def _edges(is_inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    edge = np.zeros_like(is_inside)
    for down, across in itertools.product(range(-3, 4), repeat=2):
        edge |= np.roll(is_inside, (down, across), (0, 1)) != is_inside
    return edge


def _sampled(formula: Formula, width_px: int, height_px: int) -> Floats:
    u, v = np.meshgrid(
        (np.arange(width_px) + 0.5) / width_px, (np.arange(height_px) + 0.5) / height_px
    )
    return formula(u, v)


def _to_yuv(rgb_values: Floats, matrix: tuple[float, float], is_full_range: bool) -> Floats:
    red, blue = matrix
    luma = rgb_values @ np.array([red, 1 - red - blue, blue])
    cb = (rgb_values[..., 2] - luma) / (2 * (1 - blue))
    cr = (rgb_values[..., 0] - luma) / (2 * (1 - red))
    if is_full_range:
        return np.stack([luma, 128 + cb, 128 + cr], -1)
    return np.stack([16 + luma * 219 / 255, 128 + cb * 224 / 255, 128 + cr * 224 / 255], -1)


def _rounded(values: Floats) -> Bytes:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def formula_planes(formula: Formula, width_px: int, height_px: int) -> Planes:
    """The picture's Y, U, V in the programme's colours, for comparison level by level."""
    yuv = _to_yuv(_sampled(formula, width_px, height_px)[..., :3], BT601, is_full_range=False)
    halves = (height_px // 2, 2, width_px // 2, 2)
    u, v = (_rounded(yuv[..., part].reshape(halves).mean((1, 3))) for part in (1, 2))
    return Planes(_rounded(yuv[..., 0]), u, v)

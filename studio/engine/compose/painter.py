"""Lays patches on the canvas, within a rectangle; few and large native calls."""

import cv2
import numpy as np

from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes

_TO_ONE = 1.0 / 255.0


def fill(canvas: Planes, within: Rect, yuv: tuple[int, int, int]) -> None:
    """One plain colour."""
    for plane, value in zip(canvas.cut(within).all(), yuv, strict=True):
        plane[...] = value


def lay(canvas: Planes, patch: Patch, within: Rect) -> None:
    """Draw that part of the patch which lies within the (even) rectangle."""
    shared = patch.rect.cut(within)
    if shared.area == 0 or patch.opacity <= 0:
        return
    part = _part_of(patch, shared)
    target = canvas.cut(shared)
    source = patch.planes.cut(part)
    if patch.inverse is not None:
        _blend(target, source, patch.inverse.cut(part))
    elif patch.opacity >= 1.0:
        for plane, new in zip(target.all(), source.all(), strict=True):
            np.copyto(plane, new)
    else:
        for plane, new in zip(target.all(), source.all(), strict=True):
            cv2.addWeighted(new, patch.opacity, plane, 1.0 - patch.opacity, 0.0, dst=plane)


def _part_of(patch: Patch, shared: Rect) -> Rect:
    # At an odd offset chroma lies half a sample beside luma: far less than a jerk would show.
    left = shared.left - patch.rect.left + patch.offset_px
    top = shared.top - patch.rect.top
    return Rect(left, top, left + shared.width, top + shared.height)


def _blend(target: Planes, source: Planes, inverse: Planes) -> None:
    for plane, new, through in zip(target.all(), source.all(), inverse.all(), strict=True):
        cv2.multiply(plane, through, dst=plane, scale=_TO_ONE)
        cv2.add(plane, new, dst=plane)

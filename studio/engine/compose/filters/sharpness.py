"""Blur and sharpen."""

import math
from dataclasses import replace

import cv2
import numpy as np

from studio.core.picture_filters import Blur, Sharpen
from studio.engine.compose.filters.content import Content, half_of, premultiplied, straight
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

_LEAST_SIGMA_PX = 2.0
_SHARPEST_PX = 0.2


def blurred(content: Content, settings: Blur) -> Content:
    """The content out of focus; what is transparent does not darken what is beside it."""
    sigma_px = settings.amount * content.planes.height_px
    if sigma_px < _SHARPEST_PX:
        return content
    planes, through = premultiplied(content)
    soft = Planes(
        _soft(planes.y, sigma_px), _soft(planes.u, sigma_px / 2), _soft(planes.v, sigma_px / 2)
    )
    if through is None or content.alpha is None:
        return replace(content, planes=soft)
    alpha = _soft(content.alpha, sigma_px)
    return replace(content, planes=straight(soft, alpha, half_of(alpha)), alpha=alpha)


def sharpened(content: Content, settings: Sharpen) -> Content:
    """The content with clearer edges; colours keep their own."""
    if settings.amount <= 0:
        return content
    kernel = np.full((3, 3), -settings.amount, np.float32)
    kernel[1, 1] = 1 + 8 * settings.amount
    y = as_bytes(cv2.filter2D(content.planes.y, -1, kernel, borderType=cv2.BORDER_REPLICATE))
    return replace(content, planes=Planes(y, content.planes.u, content.planes.v))


def _soft(plane: Bytes, sigma_px: float) -> Bytes:
    """A wide blur is made on a smaller picture: the same to the eye, and far quicker."""
    step = 2 ** max(0, math.floor(math.log2(max(1.0, sigma_px / _LEAST_SIGMA_PX))))
    high, wide = plane.shape
    size = (max(1, round(wide / step)), max(1, round(high / step)))
    small = plane
    rest = sigma_px
    if step > 1:
        small = as_bytes(cv2.resize(plane, size, interpolation=cv2.INTER_AREA))
        # Averaging by the step and spreading it again blur a little by themselves.
        rest = math.sqrt(sigma_px**2 - (step**2 - 1) / 12 - step**2 / 6)
    soft = cv2.GaussianBlur(small, (0, 0), rest / step, borderType=cv2.BORDER_REPLICATE)
    if step > 1:
        soft = cv2.resize(soft, (wide, high), interpolation=cv2.INTER_LINEAR)
    return as_bytes(soft)

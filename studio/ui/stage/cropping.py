"""Cropping by hand: the edge follows the pointer and the picture behind it stays where it is."""

from dataclasses import dataclass

from studio.core.scene import Crop, Fit
from studio.ui.stage.geometry import Frame, side_of, with_size

_LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a layer's picture really lies, and which part of its source is seen there."""

    frame: Frame
    crop: Crop


def shown_of(frame: Frame, crop: Crop, fit: Fit, source_px: tuple[int, int]) -> Shown:
    """What is seen of a source of that size (0 × 0: not known) in a layer's frame."""
    width = source_px[0] * (1 - crop.left - crop.right)
    height = source_px[1] * (1 - crop.top - crop.bottom)
    if width <= 0 or height <= 0 or fit is Fit.STRETCH:
        return Shown(frame, crop)
    wide, tall = frame.width / width, frame.height / height
    if fit is Fit.CONTAIN:
        scale = min(wide, tall)
        return Shown(Frame(frame.x, frame.y, width * scale, height * scale, frame.angle_deg), crop)
    scale = max(wide, tall)
    lost_x = (1 - frame.width / (width * scale)) * (1 - crop.left - crop.right) / 2
    lost_y = (1 - frame.height / (height * scale)) * (1 - crop.top - crop.bottom) / 2
    whole = Crop(crop.left + lost_x, crop.top + lost_y, crop.right + lost_x, crop.bottom + lost_y)
    return Shown(frame, whole)


def cropped(shown: Shown, handle: str, dx: float, dy: float) -> Shown:
    """One edge or corner taken ``dx``, ``dy`` canvas pixels away; never beyond the source."""
    turned = Frame(0.0, 0.0, 1.0, 1.0, shown.frame.angle_deg)
    across, down = turned.inward(dx, dy)
    side_x, side_y = side_of(handle)
    crop = shown.crop
    left, right, width = _along(crop.left, crop.right, shown.frame.width, side_x, across)
    top, bottom, height = _along(crop.top, crop.bottom, shown.frame.height, side_y, down)
    frame = with_size(shown.frame, handle, width, height)
    return Shown(frame, Crop(*(round(side, 6) for side in (left, top, right, bottom))))


def _along(
    first: float, last: float, length: float, side: int, by: float
) -> tuple[float, float, float]:
    """Both crops and the length along one axis after the edge on that side went ``by`` pixels."""
    share = (1 - first - last) / max(1e-6, length)  # of the source, a pixel
    if side < 0:
        after = min(max(0.0, first + by * share), 1 - last - _LEAST_SHARE)
        return after, last, length - (after - first) / share
    if side > 0:
        after = min(max(0.0, last - by * share), 1 - first - _LEAST_SHARE)
        return first, after, length - (after - last) / share
    return first, last, length

"""A place in pixels as a layer's box, crop and turn, within what a layer may have."""

import math

from studio.core.imports.placing import NO_BOUNDS, Placement, Size, Transform
from studio.core.scene import Box, Crop

_FARTHEST, _WIDEST, _SMALLEST = 8.0, 16.0, 0.0002
_SAME = 0.001


def box_on(canvas: Size, placement: Placement) -> tuple[Box | None, bool]:
    """The box, and whether it had to be moved or cut; None when the place has no size."""
    wide = placement.width_px / canvas.width_px
    high = placement.height_px / canvas.height_px
    left = placement.centre_x_px / canvas.width_px - wide / 2
    top = placement.centre_y_px / canvas.height_px - high / 2
    wanted = (left, top, wide, high)
    if not all(math.isfinite(value) for value in (*wanted, placement.rotation_deg)):
        return None, False
    if not wide or not high:
        return None, False
    given = (
        min(_FARTHEST, max(-_FARTHEST, left)),
        min(_FARTHEST, max(-_FARTHEST, top)),
        min(_WIDEST, max(_SMALLEST, wide)),
        min(_WIDEST, max(_SMALLEST, high)),
    )
    is_moved = any(abs(one - other) > _SAME for one, other in zip(wanted, given, strict=True))
    return Box(*(round(value, 6) for value in given)), is_moved


def crop_of(transform: Transform, size: Size) -> Crop:
    """What is cut from each side, in fractions of the source."""
    return Crop(
        min(1.0, round(transform.crop_left_px / size.width_px, 6)),
        min(1.0, round(transform.crop_top_px / size.height_px, 6)),
        min(1.0, round(transform.crop_right_px / size.width_px, 6)),
        min(1.0, round(transform.crop_bottom_px / size.height_px, 6)),
    )


def needs_size(transform: Transform) -> bool:
    """Whether the place depends on how large the source is."""
    crop = (
        transform.crop_left_px,
        transform.crop_top_px,
        transform.crop_right_px,
        transform.crop_bottom_px,
    )
    return transform.bounds_kind == NO_BOUNDS or any(crop)


def half_turns(angle_deg: float) -> float:
    """The same direction between -180 and 180 degrees."""
    return round(math.remainder(angle_deg, 360.0), 3) + 0.0

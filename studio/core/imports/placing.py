"""Where an item of another studio lies: its position, scale, bounds and turn as one rectangle.

In those studios an item turns about its anchor, here a layer turns about its centre.
"""

import math
from dataclasses import dataclass

from studio.core.scene import Fit

LEFT, RIGHT, TOP, BOTTOM = 1, 2, 4, 8
NO_BOUNDS, STRETCH, INNER, OUTER, TO_WIDTH, TO_HEIGHT, MAX_ONLY = range(7)
_FITS = {STRETCH: Fit.STRETCH, OUTER: Fit.COVER}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels. ``is_known`` is False when the file does not say it."""

    width_px: float
    height_px: float
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Transform:
    """As the other studio keeps it; crop in pixels of the source."""

    x_px: float = 0.0
    y_px: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    rotation_deg: float = 0.0
    alignment: int = LEFT | TOP
    bounds_kind: int = NO_BOUNDS
    bounds_width_px: float = 0.0
    bounds_height_px: float = 0.0
    bounds_alignment: int = 0
    is_cut_to_bounds: bool = False
    crop_left_px: float = 0.0
    crop_top_px: float = 0.0
    crop_right_px: float = 0.0
    crop_bottom_px: float = 0.0

    def cropped(self, size: Size) -> tuple[float, float]:
        """Width and height that are left of a source; 0 or less when nothing is."""
        return (
            size.width_px - self.crop_left_px - self.crop_right_px,
            size.height_px - self.crop_top_px - self.crop_bottom_px,
        )


@dataclass(frozen=True, slots=True)
class Placement:
    """A rectangle by its centre, in pixels, turned clockwise about it."""

    centre_x_px: float
    centre_y_px: float
    width_px: float
    height_px: float
    rotation_deg: float = 0.0
    is_mirrored_x: bool = False
    is_mirrored_y: bool = False
    fit: Fit = Fit.STRETCH


def place(transform: Transform, size: Size) -> Placement:
    """Where an item of that size lies; a size that is not known keeps its shape in the box."""
    width_px, height_px = transform.cropped(size)
    wide, high = width_px * transform.scale_x, height_px * transform.scale_y
    frame_wide, frame_high, shift_x, shift_y = wide, high, 0.0, 0.0
    fit = Fit.STRETCH if size.is_known else Fit.CONTAIN
    if transform.bounds_kind != NO_BOUNDS:
        frame_wide, frame_high = transform.bounds_width_px, transform.bounds_height_px
        wide, high, fit = _bounded(transform, size, wide, high)
        shift_x = _shift(frame_wide - abs(wide), transform.bounds_alignment, LEFT, RIGHT)
        shift_y = _shift(frame_high - abs(high), transform.bounds_alignment, TOP, BOTTOM)
    turned_x, turned_y = _turned(
        shift_x - _shift(frame_wide, transform.alignment, LEFT, RIGHT),
        shift_y - _shift(frame_high, transform.alignment, TOP, BOTTOM),
        transform.rotation_deg,
    )
    return Placement(
        transform.x_px + turned_x,
        transform.y_px + turned_y,
        abs(wide),
        abs(high),
        transform.rotation_deg,
        wide < 0,
        high < 0,
        fit,
    )


def inside(outer: Placement, transform: Transform, size: Size, inner: Placement) -> Placement:
    """A rectangle within a scene or group of that size, seen from where that one lies."""
    width_px, height_px = transform.cropped(size)
    across = outer.width_px / width_px * (-1 if outer.is_mirrored_x else 1)
    down = outer.height_px / height_px * (-1 if outer.is_mirrored_y else 1)
    away_x = (inner.centre_x_px - transform.crop_left_px - width_px / 2) * across
    away_y = (inner.centre_y_px - transform.crop_top_px - height_px / 2) * down
    turned_x, turned_y = _turned(away_x, away_y, outer.rotation_deg)
    is_on_its_side = abs(math.sin(math.radians(inner.rotation_deg))) > math.sqrt(0.5)
    along, aside = (down, across) if is_on_its_side else (across, down)
    is_turned_over = outer.is_mirrored_x != outer.is_mirrored_y
    own_deg = -inner.rotation_deg if is_turned_over else inner.rotation_deg
    return Placement(
        outer.centre_x_px + turned_x,
        outer.centre_y_px + turned_y,
        inner.width_px * abs(along),
        inner.height_px * abs(aside),
        outer.rotation_deg + own_deg,
        inner.is_mirrored_x != outer.is_mirrored_x,
        inner.is_mirrored_y != outer.is_mirrored_y,
        inner.fit,
    )


def _shift(extent: float, alignment: int, near: int, far: int) -> float:
    """How far the anchor lies from the middle of the extent."""
    if alignment & far:
        return extent / 2
    return -extent / 2 if alignment & near else 0.0


def _turned(x: float, y: float, angle_deg: float) -> tuple[float, float]:
    angle = math.radians(math.fmod(angle_deg, 360))
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine - y * sine, x * sine + y * cosine


def _bounded(
    transform: Transform, size: Size, wide: float, high: float
) -> tuple[float, float, Fit]:
    """Width and height, with their signs, after the bounds have scaled them; and the fit."""
    box_wide, box_high = transform.bounds_width_px, transform.bounds_height_px
    kind = transform.bounds_kind
    is_cut = transform.is_cut_to_bounds and kind == OUTER
    if kind == STRETCH or is_cut or not size.is_known or not wide or not high:
        fit = _FITS.get(kind, Fit.CONTAIN)
        return math.copysign(box_wide, wide), math.copysign(box_high, high), fit
    by_width, by_height = box_wide / abs(wide), box_high / abs(high)
    factor = {
        OUTER: max(by_width, by_height),
        TO_WIDTH: by_width,
        TO_HEIGHT: by_height,
        MAX_ONLY: min(1.0, by_width, by_height),
    }.get(kind, min(by_width, by_height))
    return wide * factor, high * factor, Fit.STRETCH

"""Where the cards stand on a canvas: in a corner or the middle, clear of what screens hide."""

from collections.abc import Sequence

from studio.core.overlay import Place
from studio.core.scene import Canvas
from studio.engine.compose.geometry import Rect, even

# EBU R 95, area for titles. Upright: what the apps that show such streams lay over the picture.
_WIDE_MARGIN = 0.05
_UPRIGHT_SIDE, _UPRIGHT_TOP, _UPRIGHT_BOTTOM = 0.06, 0.14, 0.26
_GAP = 0.018  # between two cards, of the shorter side
_LEFT = (Place.BOTTOM_LEFT, Place.TOP_LEFT)
_RIGHT = (Place.BOTTOM_RIGHT, Place.TOP_RIGHT)


def safe_rect(canvas: Canvas) -> Rect:
    """The part of the canvas that every screen shows."""
    width_px, height_px = canvas.width_px, canvas.height_px
    if height_px > width_px:
        side, top, bottom = _UPRIGHT_SIDE, _UPRIGHT_TOP, _UPRIGHT_BOTTOM
    else:
        side = top = bottom = _WIDE_MARGIN
    return Rect(
        even(side * width_px),
        even(top * height_px),
        even((1 - side) * width_px),
        even((1 - bottom) * height_px),
    )


def placed(
    sizes: Sequence[tuple[int, int]], canvas: Canvas, place: Place
) -> tuple[Rect | None, ...]:
    """A rectangle for each card (width, height; even), the first one nearest to the edge.

    None for a card for which no room is left.
    """
    safe = safe_rect(canvas)
    gap_px = even(_GAP * min(canvas.width_px, canvas.height_px))
    edge = safe.top if place.is_top else safe.bottom
    found: list[Rect | None] = []
    for width_px, height_px in sizes:
        top = edge if place.is_top else edge - height_px
        rect = Rect(_left(width_px, safe, place), top, 0, top + height_px)
        rect = Rect(rect.left, rect.top, rect.left + width_px, rect.bottom)
        if not safe.holds(rect):
            found.append(None)
            continue
        found.append(rect)
        edge = rect.bottom + gap_px if place.is_top else rect.top - gap_px
    return tuple(found)


def _left(width_px: int, safe: Rect, place: Place) -> int:
    if place in _LEFT:
        return safe.left
    if place in _RIGHT:
        return safe.right - width_px
    return safe.left + even((safe.width - width_px) / 2)

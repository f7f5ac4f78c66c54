"""Moving and resizing a box by its handles, with snapping: pure geometry, in canvas fractions."""

from dataclasses import dataclass

from studio.core.scene import Box

_LEAST = 0.02
_SNAPS = (0.0, 0.05, 0.5, 0.95, 1.0)
HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")


@dataclass(frozen=True, slots=True)
class Moved:
    """A box after a step of a drag, and the lines that it snapped to (x and y fractions)."""

    box: Box
    lines_x: tuple[float, ...] = ()
    lines_y: tuple[float, ...] = ()


def handle_place(box: Box, handle: str) -> tuple[float, float]:
    """Where a handle lies."""
    x = box.x + box.width * (0.0 if "w" in handle else 1.0 if "e" in handle else 0.5)
    y = box.y + box.height * (0.0 if "n" in handle else 1.0 if "s" in handle else 0.5)
    return x, y


def handle_at(box: Box, x: float, y: float, near_x: float, near_y: float) -> str:
    """The handle under a point, or an empty string."""
    for handle in HANDLES:
        place_x, place_y = handle_place(box, handle)
        if abs(place_x - x) <= near_x and abs(place_y - y) <= near_y:
            return handle
    return ""


def contains(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in the box."""
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def moved(box: Box, dx: float, dy: float, snap_x: float, snap_y: float) -> Moved:
    """The box elsewhere; edges and middle stick to the canvas's edges, margins and middle."""
    x, line_x = _snapped(box.x + dx, box.width, snap_x)
    y, line_y = _snapped(box.y + dy, box.height, snap_y)
    return Moved(_clamped(x, y, box.width, box.height), line_x, line_y)


def resized(
    box: Box, handle: str, dx: float, dy: float, *, keeps_shape: bool, snap_x: float, snap_y: float
) -> Moved:
    """The box with one handle elsewhere; a corner keeps the shape unless told otherwise."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    lines_x: tuple[float, ...] = ()
    lines_y: tuple[float, ...] = ()
    if "w" in handle:
        left, lines_x = _edge(left + dx, snap_x)
        left = min(left, right - _LEAST)
    if "e" in handle:
        right, lines_x = _edge(right + dx, snap_x)
        right = max(right, left + _LEAST)
    if "n" in handle:
        top, lines_y = _edge(top + dy, snap_y)
        top = min(top, bottom - _LEAST)
    if "s" in handle:
        bottom, lines_y = _edge(bottom + dy, snap_y)
        bottom = max(bottom, top + _LEAST)
    width, height = right - left, bottom - top
    if keeps_shape and len(handle) == 2:
        scale = max(width / box.width, height / box.height)
        width, height = box.width * scale, box.height * scale
        left = right - width if "w" in handle else left
        top = bottom - height if "n" in handle else top
        lines_x = lines_y = ()
    return Moved(_clamped(left, top, width, height), lines_x, lines_y)


def _snapped(start: float, extent: float, near: float) -> tuple[float, tuple[float, ...]]:
    for offset in (0.0, extent, extent / 2):
        for snap in _SNAPS if offset != extent / 2 else (0.5,):
            if abs(start + offset - snap) <= near:
                return snap - offset, (snap,)
    return start, ()


def _edge(place: float, near: float) -> tuple[float, tuple[float, ...]]:
    for snap in _SNAPS:
        if abs(place - snap) <= near:
            return snap, (snap,)
    return place, ()


def _clamped(x: float, y: float, width: float, height: float) -> Box:
    width, height = min(16.0, max(_LEAST, width)), min(16.0, max(_LEAST, height))
    return Box(
        round(min(8.0, max(-8.0, x)), 5),
        round(min(8.0, max(-8.0, y)), 5),
        round(width, 5),
        round(height, 5),
    )

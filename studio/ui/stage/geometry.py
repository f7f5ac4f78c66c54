"""Turned rectangles on the canvas, in its pixels: where they lie, what they hold, their handles."""

import math
from dataclasses import dataclass, replace

from studio.core.scene import Box, Canvas

HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
TURN = "turn"
_LEAST_PX = 8.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle by its middle, in pixels of the canvas, turned clockwise about that middle."""

    x: float
    y: float
    width: float
    height: float
    angle_deg: float = 0.0

    def outward(self, across: float, down: float) -> tuple[float, float]:
        """The canvas point that lies so far from the middle along the frame's own axes."""
        angle = math.radians(self.angle_deg)
        cosine, sine = math.cos(angle), math.sin(angle)
        return (
            self.x + across * cosine - down * sine,
            self.y + across * sine + down * cosine,
        )

    def inward(self, x: float, y: float) -> tuple[float, float]:
        """A canvas point, seen from the middle along the frame's own axes."""
        angle = math.radians(self.angle_deg)
        cosine, sine = math.cos(angle), math.sin(angle)
        dx, dy = x - self.x, y - self.y
        return dx * cosine + dy * sine, dy * cosine - dx * sine

    def contains(self, x: float, y: float) -> bool:
        """Whether a canvas point lies inside."""
        across, down = self.inward(x, y)
        return abs(across) <= self.width / 2 and abs(down) <= self.height / 2

    def corners(self) -> tuple[tuple[float, float], ...]:
        """Its four corners, clockwise from the one that was left and above before it was turned."""
        half, tall = self.width / 2, self.height / 2
        return tuple(
            self.outward(across, down)
            for across, down in ((-half, -tall), (half, -tall), (half, tall), (-half, tall))
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the upright rectangle around it."""
        corners = self.corners()
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def moved(self, dx: float, dy: float) -> "Frame":
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


def frame_of(box: Box, rotation_deg: float, canvas: Canvas) -> Frame:
    """Where a layer's box lies."""
    width, height = box.width * canvas.width_px, box.height * canvas.height_px
    left, top = box.x * canvas.width_px, box.y * canvas.height_px
    return Frame(left + width / 2, top + height / 2, width, height, rotation_deg)


def box_of(frame: Frame, canvas: Canvas) -> Box:
    """The box that lies there, within what a show allows."""
    width = _within(frame.width / canvas.width_px, 0.001, 16.0)
    height = _within(frame.height / canvas.height_px, 0.001, 16.0)
    x = _within(frame.x / canvas.width_px - width / 2, -8.0, 8.0)
    y = _within(frame.y / canvas.height_px - height / 2, -8.0, 8.0)
    return Box(round(x, 6), round(y, 6), round(width, 6), round(height, 6))


def around(frames: tuple[Frame, ...]) -> Frame:
    """One frame around several: the frame itself when it is one, else an upright one."""
    if len(frames) == 1:
        return frames[0]
    bounds = [frame.bounds() for frame in frames]
    left, top = min(one[0] for one in bounds), min(one[1] for one in bounds)
    right, bottom = max(one[2] for one in bounds), max(one[3] for one in bounds)
    return Frame((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def side_of(handle: str) -> tuple[int, int]:
    """Which way a handle lies from the middle: −1, 0 or 1 along each axis."""
    across = 1 if "e" in handle else -1 if "w" in handle else 0
    down = 1 if "s" in handle else -1 if "n" in handle else 0
    return across, down


def handle_place(frame: Frame, handle: str) -> tuple[float, float]:
    """Where a handle lies on the canvas."""
    across, down = side_of(handle)
    return frame.outward(across * frame.width / 2, down * frame.height / 2)


def turn_place(frame: Frame, arm: float) -> tuple[float, float]:
    """Where the handle lies that turns: ``arm`` pixels beyond the upper side (inside if < 0)."""
    return frame.outward(0.0, -frame.height / 2 - arm)


def handle_at(frame: Frame, x: float, y: float, near: float, arm: float) -> str:
    """The handle within ``near`` pixels of a point: the nearest one, "turn", or empty."""
    places = [(name, handle_place(frame, name)) for name in HANDLES]
    places.append((TURN, turn_place(frame, arm)))
    distance, name = min((math.dist((x, y), place), name) for name, place in places)
    return name if distance <= near else ""


def resized(frame: Frame, handle: str, dx: float, dy: float, *, keeps_shape: bool) -> Frame:
    """One handle taken ``dx``, ``dy`` canvas pixels away; the corner or side across stays."""
    turned = Frame(0.0, 0.0, 1.0, 1.0, frame.angle_deg)
    across, down = turned.inward(dx, dy)
    side_x, side_y = side_of(handle)
    width = max(_LEAST_PX, frame.width + side_x * across)
    height = max(_LEAST_PX, frame.height + side_y * down)
    if keeps_shape and side_x and side_y:
        scale = max(width / frame.width, height / frame.height)
        width, height = frame.width * scale, frame.height * scale
    return with_size(frame, handle, width, height)


def with_size(frame: Frame, handle: str, width: float, height: float) -> Frame:
    """Another size, while the corner or side across from the handle stays where it is."""
    side_x, side_y = side_of(handle)
    x, y = frame.outward(side_x * (width - frame.width) / 2, side_y * (height - frame.height) / 2)
    return Frame(x, y, width, height, frame.angle_deg)


def followed(part: Frame, before: Frame, after: Frame) -> Frame:
    """A part of a whole that was scaled and moved from ``before`` to ``after``, neither turned."""
    wide, tall = after.width / max(1e-6, before.width), after.height / max(1e-6, before.height)
    angle = math.radians(part.angle_deg)
    cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
    return Frame(
        after.x + (part.x - before.x) * wide,
        after.y + (part.y - before.y) * tall,
        max(1.0, part.width * math.hypot(wide * cosine, tall * sine)),
        max(1.0, part.height * math.hypot(wide * sine, tall * cosine)),
        part.angle_deg,
    )


def turned_about(part: Frame, x: float, y: float, by_deg: float) -> Frame:
    """The frame carried about a point, clockwise."""
    pivot = Frame(x, y, 1.0, 1.0, by_deg)
    new_x, new_y = pivot.outward(part.x - x, part.y - y)
    return Frame(new_x, new_y, part.width, part.height, upright(part.angle_deg + by_deg))


def upright(angle_deg: float) -> float:
    """The same direction between −180 (not itself) and 180."""
    turned = math.fmod(angle_deg, 360.0)
    if turned > 180:
        turned -= 360
    return turned + 360 if turned <= -180 else turned


def _within(value: float, least: float, most: float) -> float:
    return min(most, max(least, value))

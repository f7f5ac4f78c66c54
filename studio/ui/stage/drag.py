"""A drag as a value: what was taken where; each place of the pointer gives new poses."""

import enum
import math
from dataclasses import dataclass, field, replace

from studio.core.scene import Box, Canvas, Crop, Fit
from studio.ui.stage import cropping
from studio.ui.stage import geometry as geo
from studio.ui.stage.geometry import Frame
from studio.ui.stage.snapping import Stuck, Targets, stuck

_TURN_STEP_DEG = 15.0


class Act(enum.Enum):
    """What a drag does."""

    MOVE = 1
    RESIZE = 2
    CROP = 3
    TURN = 4


@dataclass(frozen=True, slots=True)
class Pose:
    """Where one layer lies: box in fractions of the canvas, crop in those of the source."""

    layer_id: str
    box: Box
    crop: Crop
    rotation_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A layer that is dragged, as it was; ``source_px`` 0 × 0: not known."""

    pose: Pose
    fit: Fit = Fit.CONTAIN
    source_px: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Keys:
    """What the modifiers ask for, as in OBS Studio."""

    is_free: bool = False
    keeps_shape: bool = True
    is_cropping: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """New poses, and the lines that were met (canvas pixels)."""

    poses: tuple[Pose, ...] = ()
    across: tuple[float, ...] = ()
    down: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Drag:
    """Begun at ``start`` (canvas pixels). ``handle`` is empty for a move."""

    act: Act
    handle: str
    start: tuple[float, float]
    parts: tuple[Part, ...]
    canvas: Canvas
    targets: Targets = field(default_factory=Targets)

    def at(self, x: float, y: float, keys: Keys, near: float) -> Step:
        """The layers when the pointer is there; ``near``: how far things stick, in pixels."""
        dx, dy = x - self.start[0], y - self.start[1]
        reach = 0.0 if keys.is_free else near
        match self.act:
            case Act.MOVE:
                return self._moved(dx, dy, reach)
            case Act.RESIZE:
                return self._resized(dx, dy, keys.keeps_shape, reach)
            case Act.CROP:
                return self._cropped(dx, dy, reach)
        return self._turned(x, y, keys.is_free)

    def frames(self) -> tuple[Frame, ...]:
        """Where the layers were."""
        return tuple(
            geo.frame_of(part.pose.box, part.pose.rotation_deg, self.canvas) for part in self.parts
        )

    def _moved(self, dx: float, dy: float, reach: float) -> Step:
        frames = self.frames()
        left, top, right, bottom = geo.around(frames).moved(dx, dy).bounds()
        across = stuck((left, (left + right) / 2, right), self.targets.across, reach)
        down = stuck((top, (top + bottom) / 2, bottom), self.targets.down, reach)
        moved = tuple(frame.moved(dx + across.by, dy + down.by) for frame in frames)
        return self._step(moved, across, down)

    def _resized(self, dx: float, dy: float, keeps_shape: bool, reach: float) -> Step:
        frames = self.frames()
        whole = geo.around(frames)
        across, down = self._met(whole, dx, dy, reach)
        if keeps_shape and len(self.handle) == 2 and across.lines and down.lines:
            # Only one of both can be met while the shape stays: the nearer one.
            if abs(across.by) <= abs(down.by):
                down = Stuck()
            else:
                across = Stuck()
        after = geo.resized(
            whole, self.handle, dx + across.by, dy + down.by, keeps_shape=keeps_shape
        )
        if keeps_shape and len(self.handle) == 2 and (across.lines or down.lines):
            after = _led_by(
                whole, self.handle, after, dx + across.by, dy + down.by, bool(across.lines)
            )
        if len(frames) == 1:
            return self._step((after,), across, down)
        return self._step(
            tuple(geo.followed(frame, whole, after) for frame in frames), across, down
        )

    def _cropped(self, dx: float, dy: float, reach: float) -> Step:
        part = self.parts[0]
        frame = geo.frame_of(part.pose.box, part.pose.rotation_deg, self.canvas)
        shown = cropping.shown_of(frame, part.pose.crop, part.fit, part.source_px)
        across, down = self._met(shown.frame, dx, dy, reach)
        after = cropping.cropped(shown, self.handle, dx + across.by, dy + down.by)
        box = geo.box_of(after.frame, self.canvas)
        return Step((replace(part.pose, box=box, crop=after.crop),), across.lines, down.lines)

    def _met(self, whole: Frame, dx: float, dy: float, reach: float) -> tuple[Stuck, Stuck]:
        """What the dragged edges meet; edges that are not upright meet nothing."""
        if whole.angle_deg % 90 > 1e-6:
            return Stuck(), Stuck()
        x, y = geo.handle_place(whole, self.handle)
        middle_x, middle_y = whole.x, whole.y
        has_x, has_y = abs(x - middle_x) > 1e-6, abs(y - middle_y) > 1e-6
        across = stuck((x + dx,), self.targets.across, reach) if has_x else Stuck()
        down = stuck((y + dy,), self.targets.down, reach) if has_y else Stuck()
        return across, down

    def _turned(self, x: float, y: float, is_free: bool) -> Step:
        frames = self.frames()
        whole = geo.around(frames)
        before = math.degrees(math.atan2(self.start[1] - whole.y, self.start[0] - whole.x))
        after = math.degrees(math.atan2(y - whole.y, x - whole.x))
        angle = whole.angle_deg + after - before
        if not is_free:
            angle = round(angle / _TURN_STEP_DEG) * _TURN_STEP_DEG
        by_deg = angle - whole.angle_deg
        return self._step(
            tuple(geo.turned_about(frame, whole.x, whole.y, by_deg) for frame in frames),
            Stuck(),
            Stuck(),
        )

    def _step(self, frames: tuple[Frame, ...], across: Stuck, down: Stuck) -> Step:
        poses = tuple(
            replace(
                part.pose,
                box=geo.box_of(frame, self.canvas),
                rotation_deg=round(frame.angle_deg, 2),
            )
            for part, frame in zip(self.parts, frames, strict=True)
        )
        return Step(poses, across.lines, down.lines)


def _led_by(
    before: Frame, handle: str, after: Frame, dx: float, dy: float, is_across: bool
) -> Frame:
    """The shape kept by the axis whose edge met a line, so that it lies on that line exactly."""
    turned = Frame(0.0, 0.0, 1.0, 1.0, before.angle_deg)
    across, down = turned.inward(dx, dy)
    side_x, side_y = geo.side_of(handle)
    is_own_width = is_across == (before.angle_deg % 180 < 1e-6)
    if is_own_width:
        scale = (before.width + side_x * across) / before.width
    else:
        scale = (before.height + side_y * down) / before.height
    if scale <= 0:
        return after
    return geo.with_size(before, handle, before.width * scale, before.height * scale)

"""What a moving edge sticks to: the canvas, its safe areas, and the other layers."""

from collections.abc import Iterable
from dataclasses import dataclass

from studio.core.scene import Canvas
from studio.ui.stage.geometry import Frame
from studio.ui.stage.safe_areas import ACTION, TITLE

_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Targets:
    """Places along each axis, in pixels of the canvas."""

    across: tuple[float, ...] = ()
    down: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """How far to go on to what was found, and the lines that are met there."""

    by: float = 0.0
    lines: tuple[float, ...] = ()


def targets_of(canvas: Canvas, others: Iterable[Frame]) -> Targets:
    """Edges, middle and safe areas of the canvas; edges and middles of the other layers."""
    across, down = set(_marks(canvas.width_px)), set(_marks(canvas.height_px))
    for frame in others:
        left, top, right, bottom = frame.bounds()
        across |= {left, (left + right) / 2, right}
        down |= {top, (top + bottom) / 2, bottom}
    return Targets(tuple(sorted(across)), tuple(sorted(down)))


def stuck(places: Iterable[float], targets: tuple[float, ...], near: float) -> Stuck:
    """The shortest way that brings one of the places on to a target; none beyond ``near``."""
    own = tuple(places)
    ways = [target - place for place in own for target in targets]
    if not ways or near <= 0:
        return Stuck()
    by = min(ways, key=abs)
    if abs(by) > near:
        return Stuck()
    lines = {target for target in targets for place in own if abs(place + by - target) < _SAME}
    return Stuck(by, tuple(sorted(lines)))


def _marks(size_px: int) -> tuple[float, ...]:
    margins = [size_px * share for share in (ACTION, TITLE)]
    return (0.0, size_px / 2, float(size_px), *margins, *(size_px - one for one in margins))

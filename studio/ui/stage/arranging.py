"""Aligning, distributing and fitting: from layers as they lie to the changes that are asked for."""

import enum
from collections.abc import Sequence

from studio.core.edits import LayerChange
from studio.core.scene import Box, Canvas, Crop, Fit, Layer
from studio.ui.stage import geometry as geo
from studio.ui.stage.contents import Contents


class Edge(enum.Enum):
    """Where to align: a side, or the middle of an axis."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Axis(enum.Enum):
    """Which way to distribute."""

    ACROSS = "across"
    DOWN = "down"


Bounds = tuple[float, float, float, float]
_SIDES = {Edge.LEFT: 0, Edge.CENTRE: 0, Edge.RIGHT: 2, Edge.TOP: 1, Edge.MIDDLE: 1, Edge.BOTTOM: 3}


def units_of(contents: Contents, layer_ids: Sequence[str]) -> list[tuple[Layer, ...]]:
    """What is moved as one: a group that is selected as a whole, else each layer alone."""
    units: list[tuple[Layer, ...]] = []
    done: set[str] = set()
    for layer in contents.layers:
        if layer.id not in layer_ids or layer.id in done or contents.is_locked(layer):
            continue
        members = contents.members(layer)
        is_whole = set(members) <= set(layer_ids)
        unit = tuple(one for one in contents.layers if one.id in members) if is_whole else (layer,)
        done |= {one.id for one in unit}
        units.append(unit)
    return units


def aligned(
    contents: Contents, units: Sequence[tuple[Layer, ...]], edge: Edge, *, to_canvas: bool
) -> tuple[LayerChange, ...]:
    """Each unit at that edge of the canvas, or of what all of them take up."""
    bounds = [_bounds(contents, unit) for unit in units]
    goal: Bounds = (0.0, 0.0, float(contents.canvas.width_px), float(contents.canvas.height_px))
    if not to_canvas:
        goal = _joined(bounds)
    changes: list[LayerChange] = []
    for unit, own in zip(units, bounds, strict=True):
        by = _place(goal, edge) - _place(own, edge)
        is_across = edge in (Edge.LEFT, Edge.CENTRE, Edge.RIGHT)
        changes += _moved(contents, unit, by if is_across else 0.0, 0.0 if is_across else by)
    return tuple(changes)


def centred(contents: Contents, units: Sequence[tuple[Layer, ...]]) -> tuple[LayerChange, ...]:
    """All of them as one in the middle of the canvas."""
    left, top, right, bottom = _joined([_bounds(contents, unit) for unit in units])
    dx = contents.canvas.width_px / 2 - (left + right) / 2
    dy = contents.canvas.height_px / 2 - (top + bottom) / 2
    return tuple(change for unit in units for change in _moved(contents, unit, dx, dy))


def distributed(
    contents: Contents, units: Sequence[tuple[Layer, ...]], axis: Axis
) -> tuple[LayerChange, ...]:
    """The same gap between all of them, while the first and the last one stay."""
    first, last = (0, 2) if axis is Axis.ACROSS else (1, 3)
    placed = sorted(
        ((_bounds(contents, unit), unit) for unit in units),
        key=lambda one: one[0][first] + one[0][last],
    )
    if len(placed) < 3:
        return ()
    taken = sum(own[last] - own[first] for own, _ in placed)
    room = placed[-1][0][last] - placed[0][0][first]
    gap = (room - taken) / (len(placed) - 1)
    at = placed[0][0][first]
    changes: list[LayerChange] = []
    for own, unit in placed:
        by = at - own[first]
        changes += _moved(
            contents, unit, by if axis is Axis.ACROSS else 0.0, by if axis is Axis.DOWN else 0.0
        )
        at += own[last] - own[first] + gap
    return tuple(changes)


def filled(layers: Sequence[Layer], fit: Fit) -> tuple[LayerChange, ...]:
    """Each over the whole canvas: wholly seen, covering it, or stretched."""
    return tuple(LayerChange(layer.id, box=Box(), rotation_deg=0.0, fit=fit) for layer in layers)


def in_own_size(contents: Contents, layers: Sequence[Layer]) -> tuple[LayerChange, ...]:
    """Each about its middle as large as its source is in pixels; unknown ones stay."""
    changes = []
    for layer in layers:
        width, height = contents.source_px.get(layer.source_id, (0, 0))
        crop, frame = layer.crop, contents.frame(layer)
        width_px = width * (1 - crop.left - crop.right)
        height_px = height * (1 - crop.top - crop.bottom)
        if width_px > 0 and height_px > 0:
            own = geo.Frame(frame.x, frame.y, width_px, height_px, frame.angle_deg)
            changes.append(LayerChange(layer.id, box=geo.box_of(own, contents.canvas)))
    return tuple(changes)


def reset(layers: Sequence[Layer]) -> tuple[LayerChange, ...]:
    """No crop, no turn, wholly opaque, the whole picture seen."""
    return tuple(
        LayerChange(layer.id, crop=Crop(), rotation_deg=0.0, opacity=1.0, fit=Fit.CONTAIN)
        for layer in layers
    )


def turned(contents: Contents, layers: Sequence[Layer], by_deg: float) -> tuple[LayerChange, ...]:
    """All of them as one about their middle, clockwise."""
    frames = tuple(contents.frame(layer) for layer in layers)
    if not frames:
        return ()
    whole = geo.around(frames)
    changes = []
    for layer, frame in zip(layers, frames, strict=True):
        after = geo.turned_about(frame, whole.x, whole.y, by_deg)
        box = geo.box_of(after, contents.canvas) if len(frames) > 1 else None
        changes.append(LayerChange(layer.id, box=box, rotation_deg=round(after.angle_deg, 2)))
    return tuple(changes)


def moved_by(layer: Layer, dx: float, dy: float, canvas: Canvas) -> Box:
    """The layer's box so many canvas pixels away."""
    frame = geo.frame_of(layer.box, layer.rotation_deg, canvas)
    return geo.box_of(frame.moved(dx, dy), canvas)


def _moved(contents: Contents, unit: tuple[Layer, ...], dx: float, dy: float) -> list[LayerChange]:
    return [LayerChange(layer.id, box=moved_by(layer, dx, dy, contents.canvas)) for layer in unit]


def _bounds(contents: Contents, unit: tuple[Layer, ...]) -> Bounds:
    return geo.around(tuple(contents.frame(layer) for layer in unit)).bounds()


def _joined(bounds: Sequence[Bounds]) -> Bounds:
    return (
        min(one[0] for one in bounds),
        min(one[1] for one in bounds),
        max(one[2] for one in bounds),
        max(one[3] for one in bounds),
    )


def _place(bounds: Bounds, edge: Edge) -> float:
    first = _SIDES[edge]
    if edge in (Edge.CENTRE, Edge.MIDDLE):
        return (bounds[first] + bounds[first + 2]) / 2
    return bounds[first]

"""What a click or a rubber band selects."""

from dataclasses import dataclass

from studio.core.scene import Layer
from studio.ui.stage.contents import Contents


@dataclass(frozen=True, slots=True)
class Picked:
    """Selected layers, and the group that was gone into (empty: none)."""

    layer_ids: tuple[str, ...] = ()
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A rubber band in pixels of the canvas, between two corners."""

    x: float
    y: float
    to_x: float
    to_y: float

    def sides(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        across, down = sorted((self.x, self.to_x)), sorted((self.y, self.to_y))
        return across[0], down[0], across[1], down[1]


def top_at(contents: Contents, x: float, y: float) -> Layer | None:
    """The topmost layer that is seen at a point."""
    for layer in reversed(contents.layers):
        if contents.is_seen(layer) and contents.frame(layer).contains(x, y):
            return layer
    return None


def clicked(contents: Contents, before: Picked, hit: Layer | None, *, is_adding: bool) -> Picked:
    """The selection after a click on ``hit`` (None: on nothing); ``is_adding`` adds or takes."""
    if hit is None:
        return before if is_adding else Picked()
    is_inside = bool(before.entered) and hit.group_id == before.entered
    touched = (hit.id,) if is_inside else contents.members(hit)
    entered = before.entered if is_inside else ""
    if not is_adding:
        return Picked(touched, entered)
    if set(touched) <= set(before.layer_ids):
        left = tuple(one for one in before.layer_ids if one not in touched)
        return Picked(left, before.entered)
    others = tuple(one for one in before.layer_ids if one not in touched)
    return Picked((*others, *touched), entered)


def gone_into(contents: Contents, before: Picked, hit: Layer) -> Picked | None:
    """The selection after a double click into a group; None when there is none to go into."""
    if not hit.group_id or hit.group_id == before.entered:
        return None
    return Picked((hit.id,), hit.group_id) if contents.group(hit.group_id) else None


def banded(contents: Contents, before: Picked, band: Band, *, is_adding: bool) -> Picked:
    """The selection after a rubber band: what it touches, but not what it lies wholly within."""
    left, top, right, bottom = band.sides()
    found: list[str] = list(before.layer_ids) if is_adding else []
    for layer in contents.layers:
        if not contents.is_seen(layer) or contents.is_locked(layer):
            continue
        first_x, first_y, last_x, last_y = contents.frame(layer).bounds()
        is_touched = first_x < right and last_x > left and first_y < bottom and last_y > top
        is_around = first_x <= left and last_x >= right and first_y <= top and last_y >= bottom
        if is_touched and not is_around:
            found += [one for one in contents.members(layer) if one not in found]
    return Picked(tuple(found))


def still_there(contents: Contents, before: Picked) -> Picked:
    """The selection without what is gone."""
    known = {layer.id for layer in contents.layers}
    entered = before.entered if contents.group(before.entered) else ""
    return Picked(tuple(one for one in before.layer_ids if one in known), entered)

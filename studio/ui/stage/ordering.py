"""The order of layers, and how a list shows it: topmost first, groups as rows that fold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studio.core.edits import LayerPlace
from studio.core.scene import Group, Layer


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: a group's (``layer_id`` empty), or a layer's, in its group or in none."""

    group_id: str = ""
    layer_id: str = ""

    @property
    def is_group(self) -> bool:
        """Whether it stands for a group."""
        return not self.layer_id


def rows_of(layers: Sequence[Layer], groups: Sequence[Group], folded: Collection[str]) -> list[Row]:
    """The rows from the top: a group where its topmost layer lies, its layers below it."""
    known = {group.id for group in groups}
    rows: list[Row] = []
    done: set[str] = set()
    for layer in reversed(layers):
        if layer.group_id not in known:
            rows.append(Row("", layer.id))
        elif layer.group_id not in done:
            done.add(layer.group_id)
            rows.append(Row(layer.group_id))
            if layer.group_id not in folded:
                rows += [
                    Row(layer.group_id, one.id)
                    for one in reversed(layers)
                    if one.group_id == layer.group_id
                ]
    return rows


def places_of(
    rows: Sequence[Row], layers: Sequence[Layer], dragged: Collection[str]
) -> tuple[LayerPlace, ...]:
    """The order and groups that rows say after those layers were dragged, the bottom first.

    What came to lie between a group's row and the last of its layers is in that group; what was
    dragged out of there is in none. A folded group takes its layers along.
    """
    shown = {row.layer_id for row in rows}
    places: list[LayerPlace] = []
    group_id, last = "", -1
    for place, row in enumerate(rows):
        if row.is_group:
            group_id, last = row.group_id, _last_member(rows, place, dragged)
            places += [
                LayerPlace(layer.id, row.group_id)
                for layer in reversed(layers)
                if layer.group_id == row.group_id and layer.id not in shown
            ]
        elif row.layer_id in dragged:
            is_inside = bool(group_id) and place <= last
            places.append(LayerPlace(row.layer_id, group_id if is_inside else ""))
        else:
            places.append(LayerPlace(row.layer_id, row.group_id))
    return tuple(reversed(places))


def shifted(layers: Sequence[Layer], chosen: Collection[str], by: int) -> tuple[LayerPlace, ...]:
    """Those layers one step up (1) or down (−1), each past one neighbour, groups kept."""
    order = list(layers)
    steps = range(len(order) - 2, -1, -1) if by > 0 else range(1, len(order))
    for place in steps:
        other = place + by
        if order[place].id in chosen and order[other].id not in chosen:
            order[place], order[other] = order[other], order[place]
    return _kept_together(order, chosen)


def moved_to_end(
    layers: Sequence[Layer], chosen: Collection[str], *, is_front: bool
) -> tuple[LayerPlace, ...]:
    """Those layers before or behind all others, in the order that they have."""
    taken = [layer for layer in layers if layer.id in chosen]
    rest = [layer for layer in layers if layer.id not in chosen]
    return _kept_together([*rest, *taken] if is_front else [*taken, *rest], chosen)


def _kept_together(order: Sequence[Layer], chosen: Collection[str]) -> tuple[LayerPlace, ...]:
    """A layer that was taken away from its group's neighbours is no longer in the group."""
    runs: dict[str, list[list[int]]] = {}
    for place, layer in enumerate(order):
        if not layer.group_id:
            continue
        of_group = runs.setdefault(layer.group_id, [])
        if of_group and of_group[-1][-1] == place - 1:
            of_group[-1].append(place)
        else:
            of_group.append([place])

    def worth(run: list[int]) -> tuple[int, int]:
        return sum(order[place].id not in chosen for place in run), len(run)

    inside = {place for of_group in runs.values() for place in max(of_group, key=worth)}
    return tuple(
        LayerPlace(layer.id, layer.group_id if place in inside else "")
        for place, layer in enumerate(order)
    )


def _last_member(rows: Sequence[Row], header: int, dragged: Collection[str]) -> int:
    """The last row that belongs to the group of this one, wherever the dragged ones fell."""
    group_id = rows[header].group_id
    block = []
    for place in range(header + 1, len(rows)):
        if rows[place].is_group:
            break
        block.append(place)
    members = [place for place in block if rows[place].group_id == group_id]
    kept = [place for place in members if rows[place].layer_id not in dragged]
    last = kept[-1] if kept else header
    while last + 1 in members:
        last += 1
    return last

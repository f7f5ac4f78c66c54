"""Edits of the layers and groups of one scene."""

from collections.abc import Callable
from typing import Any

from studio.core import edits as ed
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Group, Layer, Scene, Show
from studio.core.show_parts import (
    given,
    insert_at,
    replace,
    scene_of,
    with_scene,
    with_source,
    without_unused,
)

_LAYER_FIELDS = (
    "name",
    "box",
    "crop",
    "rotation_deg",
    "opacity",
    "fit",
    "is_visible",
    "is_locked",
    "filters",
)


def _layer(scene: Scene, layer_id: str) -> Layer:
    layer = next((layer for layer in scene.layers if layer.id == layer_id), None)
    if layer is None:
        raise NotFoundError(f"there is no such layer in {scene.name!r}", layer_id)
    return layer


def _group(scene: Scene, group_id: str) -> Group:
    group = next((group for group in scene.groups if group.id == group_id), None)
    if group is None:
        raise NotFoundError(f"there is no such group in {scene.name!r}", group_id)
    return group


def _without_empty_groups(scene: Scene) -> Scene:
    used = {layer.group_id for layer in scene.layers}
    return replace(scene, groups=tuple(group for group in scene.groups if group.id in used))


def _add_layer(show: Show, edit: ed.AddLayer) -> Show:
    if edit.source is not None and edit.source.id != edit.layer.source_id:
        raise BadInputError("the layer shows another source than the one given", edit.layer.name)
    if edit.source is not None:
        show = with_source(show, edit.source)
    scene = scene_of(show, edit.scene_id)
    layers = insert_at(scene.layers, edit.layer, edit.index)
    return with_scene(show, replace(scene, layers=layers))


def _remove_layers(show: Show, edit: ed.RemoveLayers) -> Show:
    scene = scene_of(show, edit.scene_id)
    gone = [_layer(scene, layer_id) for layer_id in edit.layer_ids]
    left = tuple(layer for layer in scene.layers if layer.id not in edit.layer_ids)
    shown = with_scene(show, _without_empty_groups(replace(scene, layers=left)))
    return without_unused(shown, {layer.source_id for layer in gone})


def _move_layer(show: Show, edit: ed.MoveLayer) -> Show:
    scene = scene_of(show, edit.scene_id)
    moved = _layer(scene, edit.layer_id)
    others = tuple(layer for layer in scene.layers if layer.id != moved.id)
    return with_scene(show, replace(scene, layers=insert_at(others, moved, edit.index)))


def _change_layer(show: Show, edit: ed.ChangeLayer) -> Show:
    scene = scene_of(show, edit.scene_id)
    changed = replace(_layer(scene, edit.layer_id), **given(edit, _LAYER_FIELDS))
    layers = tuple(changed if layer.id == changed.id else layer for layer in scene.layers)
    return with_scene(show, replace(scene, layers=layers))


def _change_layers(show: Show, edit: ed.ChangeLayers) -> Show:
    scene = scene_of(show, edit.scene_id)
    changed: dict[str, Layer] = {}
    for change in edit.changes:
        layer = changed.get(change.layer_id) or _layer(scene, change.layer_id)
        changed[layer.id] = replace(layer, **given(change, _LAYER_FIELDS))
    layers = tuple(changed.get(layer.id, layer) for layer in scene.layers)
    return with_scene(show, replace(scene, layers=layers))


def _add_layers(show: Show, edit: ed.AddLayers) -> Show:
    for source in edit.sources:
        if source.id not in {layer.source_id for layer in edit.layers}:
            raise BadInputError("no layer shows the source that came with it", source.name)
        show = with_source(show, source)
    scene = scene_of(show, edit.scene_id)
    layers = scene.layers
    place = len(layers) if edit.index is None else min(edit.index, len(layers))
    layers = (*layers[:place], *edit.layers, *layers[place:])
    groups = (*scene.groups, *edit.groups)
    return with_scene(show, _without_empty_groups(replace(scene, layers=layers, groups=groups)))


def _arrange_layers(show: Show, edit: ed.ArrangeLayers) -> Show:
    scene = scene_of(show, edit.scene_id)
    known = {layer.id: layer for layer in scene.layers}
    if sorted(known) != sorted(place.layer_id for place in edit.places):
        raise BadInputError("the new order does not name every layer once", scene.name)
    layers = tuple(replace(known[place.layer_id], group_id=place.group_id) for place in edit.places)
    return with_scene(show, _without_empty_groups(replace(scene, layers=layers)))


def _group_layers(show: Show, edit: ed.GroupLayers) -> Show:
    scene = scene_of(show, edit.scene_id)
    wanted = set(edit.layer_ids)
    for layer_id in edit.layer_ids:
        _layer(scene, layer_id)
    if not wanted:
        raise BadInputError("a group needs at least one layer", edit.group.name)
    members = tuple(
        replace(layer, group_id=edit.group.id) for layer in scene.layers if layer.id in wanted
    )
    highest = max(place for place, layer in enumerate(scene.layers) if layer.id in wanted)
    below = tuple(layer for layer in scene.layers[: highest + 1] if layer.id not in wanted)
    layers = (*below, *members, *scene.layers[highest + 1 :])
    grouped = replace(scene, layers=layers, groups=(*scene.groups, edit.group))
    return with_scene(show, _without_empty_groups(grouped))


def _ungroup(show: Show, edit: ed.Ungroup) -> Show:
    scene = scene_of(show, edit.scene_id)
    gone = _group(scene, edit.group_id)
    layers = tuple(
        replace(layer, group_id="") if layer.group_id == gone.id else layer
        for layer in scene.layers
    )
    groups = tuple(group for group in scene.groups if group.id != gone.id)
    return with_scene(show, replace(scene, layers=layers, groups=groups))


def _change_group(show: Show, edit: ed.ChangeGroup) -> Show:
    scene = scene_of(show, edit.scene_id)
    fields = given(edit, ("name", "is_visible", "is_locked"))
    changed = replace(_group(scene, edit.group_id), **fields)
    groups = tuple(changed if group.id == changed.id else group for group in scene.groups)
    return with_scene(show, replace(scene, groups=groups))


LAYER_EDITS: dict[type[ed.Edit], Callable[[Show, Any], Show]] = {
    ed.AddLayer: _add_layer,
    ed.RemoveLayers: _remove_layers,
    ed.MoveLayer: _move_layer,
    ed.ChangeLayer: _change_layer,
    ed.ChangeLayers: _change_layers,
    ed.AddLayers: _add_layers,
    ed.ArrangeLayers: _arrange_layers,
    ed.GroupLayers: _group_layers,
    ed.Ungroup: _ungroup,
    ed.ChangeGroup: _change_group,
}

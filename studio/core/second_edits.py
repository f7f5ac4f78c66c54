"""Edits of the second canvas: whether there is one, and how layers lie on it."""

from collections.abc import Callable
from typing import Any

from studio.core import edits as ed
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Layer, Placement, Scene, Show
from studio.core.second_canvas import places_of, second_scene
from studio.core.show_parts import given, replace, scene_of, with_scene

_PLACE_FIELDS = ("box", "crop", "rotation_deg", "fit", "is_visible")
_OTHER_FIELDS = ("name", "opacity", "is_locked", "filters")


def placed_layer(show: Show, scene_id: str, change: ed.LayerChange) -> Layer | None:
    """The layer that is changed, as it lies on the second canvas; None: it is not there."""
    scene = show.scene(scene_id)
    layers = second_scene(show, scene).layers if scene is not None else ()
    return next((layer for layer in layers if layer.id == change.layer_id), None)


def _place_layers(show: Show, edit: ed.PlaceLayers) -> Show:
    scene = scene_of(show, edit.scene_id)
    places = places_of(show, scene)
    changed: dict[str, Layer] = {}
    for change in edit.changes:
        layer = changed.get(change.layer_id) or _layer(scene, change.layer_id)
        place = replace(layer.second or places[layer.id], **given(change, _PLACE_FIELDS))
        is_placed = bool(given(change, _PLACE_FIELDS))
        changed[layer.id] = replace(
            layer,
            second=_checked(place, layer) if is_placed else layer.second,
            **given(change, _OTHER_FIELDS),
        )
    return _with(show, scene, changed)


def _place_by_themselves(show: Show, edit: ed.PlaceByThemselves) -> Show:
    scene = scene_of(show, edit.scene_id)
    changed = {
        layer_id: replace(_layer(scene, layer_id), second=None) for layer_id in edit.layer_ids
    }
    return _with(show, scene, changed)


def _change_second_canvas(show: Show, edit: ed.ChangeSecondCanvas) -> Show:
    return replace(show, second_canvas=edit.canvas)


def _layer(scene: Scene, layer_id: str) -> Layer:
    layer = next((layer for layer in scene.layers if layer.id == layer_id), None)
    if layer is None:
        raise NotFoundError(f"there is no such layer in {scene.name!r}", layer_id)
    return layer


def _checked(place: Placement, layer: Layer) -> Placement:
    crop = place.crop
    if crop.left + crop.right >= 1 or crop.top + crop.bottom >= 1:
        raise BadInputError(f"layer {layer.name!r} is cropped to nothing", "PlaceLayers")
    return place


def _with(show: Show, scene: Scene, changed: dict[str, Layer]) -> Show:
    layers = tuple(changed.get(layer.id, layer) for layer in scene.layers)
    return with_scene(show, replace(scene, layers=layers))


SECOND_EDITS: dict[type[ed.Edit], Callable[[Show, Any], Show]] = {
    ed.PlaceLayers: _place_layers,
    ed.PlaceByThemselves: _place_by_themselves,
    ed.ChangeSecondCanvas: _change_second_canvas,
}

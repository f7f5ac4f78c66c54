"""Applies edits to a show: pure functions from a show and an edit to the next show."""

from collections.abc import Callable
from typing import Any

from studio.core import edits as ed
from studio.core.edit_names import shared_verb, verb_of
from studio.core.layer_edits import LAYER_EDITS
from studio.core.scene import Layer, Show
from studio.core.scene_edits import SCENE_EDITS
from studio.core.second_edits import SECOND_EDITS, placed_layer
from studio.core.show_check import check_show
from studio.core.source_edits import SOURCE_EDITS


def apply_edit(show: Show, edit: ed.Edit) -> Show:
    """The show after the edit; the old one is unchanged.

    Raises NotFoundError when the edit names what is not there, BadInputError when the
    result would make no sense.
    """
    return check_show(_APPLY[type(edit)](show, edit), type(edit).__name__)


def describe_edit(show: Show, edit: ed.Edit) -> str:
    """A short name for undo, such as "Move Card", from the show before the edit."""
    verb, field = EDIT_WORDS[type(edit)]
    if isinstance(edit, ed.ChangeStrip) and edit.filters is not None:
        verb = "Filter"
    if isinstance(edit, ed.ChangeLayer):
        verb = verb_of(edit, _layer_of(show, edit.scene_id, edit.layer_id))
    if isinstance(edit, ed.ChangeLayers):
        verb = shared_verb(
            [verb_of(one, _layer_of(show, edit.scene_id, one.layer_id)) for one in edit.changes]
        )
    if isinstance(edit, ed.PlaceLayers):
        placed = [verb_of(one, placed_layer(show, edit.scene_id, one)) for one in edit.changes]
        verb = shared_verb(placed)
    if isinstance(edit, ed.ChangeSecondCanvas) and edit.canvas is None:
        verb = "Switch second canvas off"
    elif isinstance(edit, ed.ChangeSecondCanvas) and show.second_canvas is not None:
        verb = "Change second canvas"
    return f"{verb} {_name_of(show, edit, field)}".strip()


def _layer_of(show: Show, scene_id: str, layer_id: str) -> Layer | None:
    scene = show.scene(scene_id)
    layers = scene.layers if scene is not None else ()
    return next((layer for layer in layers if layer.id == layer_id), None)


def _several(show: Show, scene_id: str, layer_ids: list[str]) -> str:
    layer = _layer_of(show, scene_id, layer_ids[0]) if len(layer_ids) == 1 else None
    return layer.name if layer is not None else f"{len(layer_ids)} layers"


def _name_of(show: Show, edit: Any, field: str) -> str:
    match field:
        case "":
            return ""
        case "scene_id":
            scene = show.scene(edit.scene_id)
            return scene.name if scene else ""
        case "source_id":
            source = show.source(edit.source_id)
            return source.name if source else ""
        case "layer_id" | "group_id":
            scene = show.scene(edit.scene_id)
            parts: tuple[Any, ...] = ()
            if scene:
                parts = scene.layers if field == "layer_id" else scene.groups
            wanted = getattr(edit, field)
            return next((str(part.name) for part in parts if part.id == wanted), "")
        case "layer_ids":
            return f"{len(edit.layer_ids)} layers" if len(edit.layer_ids) > 1 else "layer"
        case "changes":
            return _several(show, edit.scene_id, [change.layer_id for change in edit.changes])
        case "layers":
            layers = edit.layers
            return str(layers[0].name) if len(layers) == 1 else f"{len(layers)} layers"
    return str(getattr(edit, field).name)


# The verb, and the field that names what it is done to.
EDIT_WORDS: dict[type[ed.Edit], tuple[str, str]] = {
    ed.AddScene: ("Add", "scene"),
    ed.RemoveScene: ("Remove", "scene_id"),
    ed.RenameScene: ("Rename", "scene_id"),
    ed.MoveScene: ("Reorder", "scene_id"),
    ed.DuplicateScene: ("Duplicate", "scene_id"),
    ed.AddLayer: ("Add", "layer"),
    ed.RemoveLayers: ("Remove", "layer_ids"),
    ed.MoveLayer: ("Reorder", "layer_id"),
    ed.ChangeLayer: ("Change", "layer_id"),
    ed.ChangeLayers: ("Change", "changes"),
    ed.PlaceLayers: ("Move", "changes"),
    ed.PlaceByThemselves: ("Arrange", "layer_ids"),
    ed.AddLayers: ("Add", "layers"),
    ed.ArrangeLayers: ("Reorder", "scene_id"),
    ed.GroupLayers: ("Group", "layer_ids"),
    ed.Ungroup: ("Ungroup", "group_id"),
    ed.ChangeGroup: ("Change", "group_id"),
    ed.AddSource: ("Add", "source"),
    ed.RemoveSource: ("Remove", "source_id"),
    ed.ChangeSource: ("Change", "source_id"),
    ed.ChangeStrip: ("Mix", "source_id"),
    ed.ChangeCanvas: ("Change picture size", ""),
    ed.ChangeSecondCanvas: ("Switch second canvas on", ""),
    ed.ChangeTransition: ("Change transition", ""),
    ed.ChangeSceneTransition: ("Change transition to", "scene_id"),
    ed.RenameShow: ("Rename show", ""),
}


_APPLY: dict[type[ed.Edit], Callable[[Show, Any], Show]] = {
    **SCENE_EDITS,
    **LAYER_EDITS,
    **SOURCE_EDITS,
    **SECOND_EDITS,
}

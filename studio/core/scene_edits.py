"""Edits of the list of scenes."""

from collections.abc import Callable
from typing import Any

from studio.core import edits as ed
from studio.core.errors import BadInputError
from studio.core.scene import Show
from studio.core.show_parts import insert_at, replace, scene_of, with_scene, without_unused


def _add_scene(show: Show, edit: ed.AddScene) -> Show:
    return replace(show, scenes=insert_at(show.scenes, edit.scene, edit.index))


def _remove_scene(show: Show, edit: ed.RemoveScene) -> Show:
    gone = scene_of(show, edit.scene_id)
    if len(show.scenes) == 1:
        raise BadInputError("a show needs at least one scene", gone.name)
    if gone.id == show.current_scene_id:
        raise BadInputError("this scene is on the programme; switch to another first", gone.name)
    shown = replace(show, scenes=tuple(scene for scene in show.scenes if scene.id != gone.id))
    if gone.id == show.preview_scene_id:
        shown = replace(shown, preview_scene_id=show.current_scene_id)
    return without_unused(shown, {layer.source_id for layer in gone.layers})


def _rename_scene(show: Show, edit: ed.RenameScene) -> Show:
    return with_scene(show, replace(scene_of(show, edit.scene_id), name=edit.name))


def _move_scene(show: Show, edit: ed.MoveScene) -> Show:
    moved = scene_of(show, edit.scene_id)
    others = tuple(scene for scene in show.scenes if scene.id != moved.id)
    return replace(show, scenes=insert_at(others, moved, edit.index))


def _duplicate_scene(show: Show, edit: ed.DuplicateScene) -> Show:
    original = scene_of(show, edit.scene_id)
    groups = {group.id: f"{edit.new_id}-g{number}" for number, group in enumerate(original.groups)}
    layers = tuple(
        replace(layer, id=f"{edit.new_id}-{number}", group_id=groups.get(layer.group_id, ""))
        for number, layer in enumerate(original.layers)
    )
    copied = replace(
        original,
        id=edit.new_id,
        name=edit.name,
        layers=layers,
        groups=tuple(replace(group, id=groups[group.id]) for group in original.groups),
    )
    return replace(show, scenes=insert_at(show.scenes, copied, show.scenes.index(original) + 1))


def _change_scene_transition(show: Show, edit: ed.ChangeSceneTransition) -> Show:
    return with_scene(show, replace(scene_of(show, edit.scene_id), transition=edit.transition))


SCENE_EDITS: dict[type[ed.Edit], Callable[[Show, Any], Show]] = {
    ed.AddScene: _add_scene,
    ed.RemoveScene: _remove_scene,
    ed.RenameScene: _rename_scene,
    ed.MoveScene: _move_scene,
    ed.ChangeSceneTransition: _change_scene_transition,
    ed.DuplicateScene: _duplicate_scene,
}

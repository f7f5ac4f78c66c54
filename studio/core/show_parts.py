"""Small steps on a show that several edits share."""

from typing import Any

import msgspec

from studio.core.ducking import without_keys
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Scene, Show, Source, Strip
from studio.core.sources import has_sound

replace = msgspec.structs.replace


def scene_of(show: Show, scene_id: str) -> Scene:
    """That scene; NotFoundError if there is none."""
    scene = show.scene(scene_id)
    if scene is None:
        raise NotFoundError("there is no such scene", scene_id)
    return scene


def source_of(show: Show, source_id: str) -> Source:
    """That source; NotFoundError if there is none."""
    source = show.source(source_id)
    if source is None:
        raise NotFoundError("there is no such source", source_id)
    return source


def given(edit: msgspec.Struct, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the named fields that the edit sets."""
    pairs = ((name, getattr(edit, name)) for name in names)
    return {name: value for name, value in pairs if value is not None}


def with_scene(show: Show, scene: Scene) -> Show:
    """The show with this scene in the place of the one with the same id."""
    scenes = tuple(scene if old.id == scene.id else old for old in show.scenes)
    return replace(show, scenes=scenes)


def insert_at(items: tuple[Any, ...], item: Any, index: int | None) -> tuple[Any, ...]:
    """A copy with the item at ``index``; at the end when that is None or beyond it."""
    place = len(items) if index is None else min(index, len(items))
    return (*items[:place], item, *items[place:])


def with_source(show: Show, source: Source) -> Show:
    """The show with one source more, and a strip if it can be heard."""
    if show.source(source.id) is not None:
        raise BadInputError("a source with this id is there already", source.id)
    strips = show.strips
    if has_sound(source.settings):
        strips = (*strips, Strip(source.id))
    return replace(show, sources=(*show.sources, source), strips=strips)


def without_unused(show: Show, candidates: set[str]) -> Show:
    """Drop those of the candidates that no layer shows any more, with their strips."""
    used = {layer.source_id for scene in show.scenes for layer in scene.layers}
    return without_sources(show, candidates - used)


def without_sources(show: Show, gone: set[str]) -> Show:
    """The show without these sources and their strips; who listened to them listens to nobody."""
    if not gone:
        return show
    return replace(
        show,
        sources=tuple(source for source in show.sources if source.id not in gone),
        strips=tuple(
            without_keys(strip, gone) for strip in show.strips if strip.source_id not in gone
        ),
    )

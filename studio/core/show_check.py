"""What must hold in a whole show and no single field can say: ids are unique and lead somewhere."""

from collections.abc import Iterable

from studio.core.ducking import keys_of, listens_in_circle
from studio.core.errors import BadInputError
from studio.core.filter_settings import MOST_FILTERS
from studio.core.monitoring import Monitor, can_be_monitored
from studio.core.picture_filters import leaves_nothing
from studio.core.scene import Scene, Show
from studio.core.sources import has_picture, has_sound

_MAX_SCENES = 100
_MAX_LAYERS = 200
_MAX_SOURCES = 300


def check_show(show: Show, where: str) -> Show:
    """The same show; BadInputError names ``where`` and the part that does not fit."""
    if not show.scenes:
        raise BadInputError("a show needs at least one scene", where)
    _check_count(len(show.scenes), _MAX_SCENES, "scenes", where)
    _check_count(len(show.sources), _MAX_SOURCES, "sources", where)
    _check_unique((scene.id for scene in show.scenes), "scene", where)
    _check_unique((source.id for source in show.sources), "source", where)
    _check_unique((strip.source_id for strip in show.strips), "strip", where)
    if show.scene(show.current_scene_id) is None:
        raise BadInputError(
            f"the current scene {show.current_scene_id!r} is not among the scenes", where
        )
    if show.preview_scene_id and show.scene(show.preview_scene_id) is None:
        raise BadInputError(
            f"the prepared scene {show.preview_scene_id!r} is not among the scenes", where
        )
    _check_sources(show, where)
    _check_filters(show, where)
    for scene in show.scenes:
        _check_scene(show, scene, f"{where}, scene {scene.name!r}")
    return show


def _check_count(count: int, most: int, what: str, where: str) -> None:
    if count > most:
        raise BadInputError(f"{count} {what}; {most} are allowed", where)


def _check_unique(ids: Iterable[str], what: str, where: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise BadInputError(f"two {what}s have the id {one!r}", where)
        seen.add(one)


def _check_sources(show: Show, where: str) -> None:
    strips = {strip.source_id for strip in show.strips}
    audible = {source.id for source in show.sources if has_sound(source.settings)}
    for source_id in sorted(strips - audible):
        raise BadInputError(f"a strip names {source_id!r}, which gives no sound", where)
    for source_id in sorted(audible - strips):
        raise BadInputError(f"the source {source_id!r} has no strip in the mixer", where)


def _check_filters(show: Show, where: str) -> None:
    known = {strip.source_id for strip in show.strips}
    for strip in show.strips:
        _check_count(len(strip.filters), MOST_FILTERS, "filters", f"{where}, {strip.source_id}")
        for key in sorted(keys_of(strip) - known):
            raise BadInputError(f"{strip.source_id!r} listens to {key!r}, which is no strip", where)
        source = show.source(strip.source_id)
        is_deaf = source is not None and not can_be_monitored(source.settings)
        if strip.monitor is not Monitor.OFF and is_deaf:
            raise BadInputError(f"{strip.source_id!r} is heard already; it would echo", where)
    caught = listens_in_circle(show.strips)
    if caught:
        raise BadInputError(f"the strip {caught!r} would listen to itself", where)


def _check_scene(show: Show, scene: Scene, where: str) -> None:
    _check_count(len(scene.layers), _MAX_LAYERS, "layers", where)
    _check_unique((layer.id for layer in scene.layers), "layer", where)
    _check_unique((group.id for group in scene.groups), "group", where)
    groups = {group.id for group in scene.groups}
    for layer in scene.layers:
        source = show.source(layer.source_id)
        if source is None:
            raise BadInputError(f"layer {layer.name!r} shows a source that is not there", where)
        if not has_picture(source.settings):
            raise BadInputError(f"layer {layer.name!r} shows a source without a picture", where)
        if layer.group_id and layer.group_id not in groups:
            raise BadInputError(f"layer {layer.name!r} is in a group that is not there", where)
        _check_count(len(layer.filters), MOST_FILTERS, "filters", f"{where}, {layer.name}")
        crop = layer.crop
        is_gone = crop.left + crop.right >= 1 or crop.top + crop.bottom >= 1
        if is_gone or leaves_nothing(layer.filters):
            raise BadInputError(f"layer {layer.name!r} is cropped to nothing", where)

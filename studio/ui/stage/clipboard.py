"""Layers and styles on the clipboard: what is copied, and the edit that pastes it."""

import enum

import msgspec

from studio.core.edits import AddLayers, LayerChange
from studio.core.ids import new_id
from studio.core.picture_filters import PictureFilters
from studio.core.scene import Box, Crop, Fit, Group, Layer, Scene, Show, Source
from studio.core.sources import CardSettings, ColourSettings, TextSettings

LAYERS_MIME = "application/x-hawker-layers"
_ASIDE = 0.02
# What is meant to be different when it is duplicated; a camera or a film is shared.
_WRITTEN = (TextSettings, CardSettings, ColourSettings)


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Layers with the sources and groups that they need, and the scene they came from."""

    scene_id: str
    layers: tuple[Layer, ...]
    sources: tuple[Source, ...]
    groups: tuple[Group, ...] = ()


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a layer lies and looks, without what it shows."""

    box: Box
    crop: Crop
    rotation_deg: float
    opacity: float
    fit: Fit
    filters: PictureFilters = ()


class StylePart(enum.Enum):
    """Which part of a style is pasted."""

    ALL = "all"
    PLACE = "place"
    CROP = "crop"
    LOOK = "look"
    FILTERS = "filters"


_FIELDS = {
    StylePart.ALL: ("box", "crop", "rotation_deg", "opacity", "fit", "filters"),
    StylePart.PLACE: ("box", "rotation_deg", "fit"),
    StylePart.CROP: ("crop",),
    StylePart.LOOK: ("opacity",),
    StylePart.FILTERS: ("filters",),
}


def clip_of(show: Show, scene: Scene, layers: tuple[Layer, ...]) -> Clip:
    """These layers, ready to be pasted anywhere."""
    shown = {layer.source_id for layer in layers}
    groups = {layer.group_id for layer in layers}
    return Clip(
        scene.id,
        layers,
        tuple(source for source in show.sources if source.id in shown),
        tuple(group for group in scene.groups if group.id in groups),
    )


def encoded(clip: Clip) -> bytes:
    """For the clipboard."""
    return msgspec.json.encode(clip)


def decoded(data: bytes) -> Clip | None:
    """From the clipboard; None for what is no clip of ours."""
    try:
        return msgspec.json.decode(data, type=Clip)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return None


def paste_of(
    show: Show, scene: Scene, clip: Clip, *, is_own: bool, index: int | None = None
) -> AddLayers | None:
    """The clip's layers once more, in this scene. ``is_own``: words and cards get own sources.

    A source that was removed meanwhile comes back. In the scene that they came from the copies
    lie a little aside. None when there is nothing to paste.
    """
    sources: dict[str, Source] = {}
    new_ids: dict[str, str] = {}
    for source in clip.sources:
        is_gone = show.source(source.id) is None
        is_copied = is_own and isinstance(source.settings, _WRITTEN)
        source_id = new_id("source") if is_copied and not is_gone else source.id
        new_ids[source.id] = source_id
        if is_gone or is_copied:
            sources[source_id] = msgspec.structs.replace(source, id=source_id)
    groups = {group.id: new_id("group") for group in clip.groups}
    aside = _ASIDE if any(_is_same(layer, scene) for layer in clip.layers) else 0.0
    layers = tuple(
        msgspec.structs.replace(
            layer,
            id=new_id("layer"),
            source_id=new_ids[layer.source_id],
            group_id=groups.get(layer.group_id, ""),
            box=_aside(layer.box, aside),
        )
        for layer in clip.layers
        if layer.source_id in new_ids
    )
    if not layers:
        return None
    made = tuple(msgspec.structs.replace(one, id=groups[one.id]) for one in clip.groups)
    return AddLayers(scene.id, layers, tuple(sources.values()), made, index)


def style_of(layer: Layer) -> Style:
    """How this layer lies and looks."""
    return Style(layer.box, layer.crop, layer.rotation_deg, layer.opacity, layer.fit, layer.filters)


def styled(layers: tuple[Layer, ...], style: Style, part: StylePart) -> tuple[LayerChange, ...]:
    """The changes that give layers this part of a style."""
    fields = {name: getattr(style, name) for name in _FIELDS[part]}
    return tuple(LayerChange(layer.id, **fields) for layer in layers)


def _is_same(layer: Layer, scene: Scene) -> bool:
    return any(one.source_id == layer.source_id and one.box == layer.box for one in scene.layers)


def _aside(box: Box, by: float) -> Box:
    x, y = min(8.0, round(box.x + by, 6)), min(8.0, round(box.y + by, 6))
    return Box(x, y, box.width, box.height)

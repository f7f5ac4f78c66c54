"""Every change a person can make to a show, as a message; `editing` applies them."""

from typing import Annotated

import msgspec

from studio.core.monitoring import Monitor
from studio.core.picture_filters import PictureFilters
from studio.core.scene import (
    Box,
    Canvas,
    Crop,
    Fit,
    Group,
    Id,
    Layer,
    Scene,
    Source,
    Transition,
)
from studio.core.sound_filters import Filters
from studio.core.sources import AnySourceSettings, Fraction, ShortText
from studio.core.talking import Talk

Index = Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class Edit(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="edit"
):
    """Base of all edits; never used by itself."""


class AddScene(Edit, frozen=True, tag="add_scene"):
    """Put a scene (with its layers) at ``index``; the end when it is None."""

    scene: Scene
    index: Index | None = None


class RemoveScene(Edit, frozen=True, tag="remove_scene"):
    """Take a scene away; refused for the last one and for the one on air."""

    scene_id: Id


class RenameScene(Edit, frozen=True, tag="rename_scene"):
    """Give a scene another name."""

    scene_id: Id
    name: ShortText


class MoveScene(Edit, frozen=True, tag="move_scene"):
    """Change the place of a scene in the list."""

    scene_id: Id
    index: Index


class DuplicateScene(Edit, frozen=True, tag="duplicate_scene"):
    """A copy with new ids, right after the original; sources are shared."""

    scene_id: Id
    new_id: Id
    name: ShortText


class AddLayer(Edit, frozen=True, tag="add_layer"):
    """Put a layer at ``index`` (0 is the bottom; None the top), with its source if that is new."""

    scene_id: Id
    layer: Layer
    source: Source | None = None
    index: Index | None = None


class RemoveLayers(Edit, frozen=True, tag="remove_layers"):
    """Take layers away; a source that no layer shows any more goes too, with its strip."""

    scene_id: Id
    layer_ids: tuple[Id, ...]


class MoveLayer(Edit, frozen=True, tag="move_layer"):
    """Change the order: 0 is the bottom."""

    scene_id: Id
    layer_id: Id
    index: Index


class ChangeLayer(Edit, frozen=True, tag="change_layer"):
    """Set whichever of these fields is given on one layer."""

    scene_id: Id
    layer_id: Id
    name: ShortText | None = None
    box: Box | None = None
    crop: Crop | None = None
    rotation_deg: Annotated[float, msgspec.Meta(ge=-360, le=360)] | None = None
    opacity: Fraction | None = None
    fit: Fit | None = None
    is_visible: bool | None = None
    is_locked: bool | None = None
    filters: PictureFilters | None = None


class LayerChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Set whichever of these fields is given on one of several layers."""

    layer_id: Id
    name: ShortText | None = None
    box: Box | None = None
    crop: Crop | None = None
    rotation_deg: Annotated[float, msgspec.Meta(ge=-360, le=360)] | None = None
    opacity: Fraction | None = None
    fit: Fit | None = None
    is_visible: bool | None = None
    is_locked: bool | None = None
    filters: PictureFilters | None = None


class ChangeLayers(Edit, frozen=True, tag="change_layers"):
    """Change several layers of one scene in one step; all of it or nothing."""

    scene_id: Id
    changes: Annotated[tuple[LayerChange, ...], msgspec.Meta(min_length=1, max_length=200)]


class PlaceLayers(Edit, frozen=True, tag="place_layers"):
    """Change how layers lie on the second canvas.

    What a place cannot say, such as a name or an opacity, changes on both.
    """

    scene_id: Id
    changes: Annotated[tuple[LayerChange, ...], msgspec.Meta(min_length=1, max_length=200)]


class PlaceByThemselves(Edit, frozen=True, tag="place_by_themselves"):
    """Let layers find their place on the second canvas by themselves again."""

    scene_id: Id
    layer_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=200)]


class AddLayers(Edit, frozen=True, tag="add_layers"):
    """Put several layers at ``index`` (None: the top), with the sources and groups that are new."""

    scene_id: Id
    layers: Annotated[tuple[Layer, ...], msgspec.Meta(min_length=1, max_length=200)]
    sources: Annotated[tuple[Source, ...], msgspec.Meta(max_length=200)] = ()
    groups: Annotated[tuple[Group, ...], msgspec.Meta(max_length=200)] = ()
    index: Index | None = None


class LayerPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A layer in a new order, and the group that it is in there; empty: none."""

    layer_id: Id
    group_id: Annotated[str, msgspec.Meta(max_length=64)] = ""


class ArrangeLayers(Edit, frozen=True, tag="arrange_layers"):
    """Give every layer of a scene its place and group at once, the bottom one first."""

    scene_id: Id
    places: Annotated[tuple[LayerPlace, ...], msgspec.Meta(min_length=1, max_length=200)]


class GroupLayers(Edit, frozen=True, tag="group_layers"):
    """Make a group of layers; they become neighbours at the place of the highest."""

    scene_id: Id
    group: Group
    layer_ids: tuple[Id, ...]


class Ungroup(Edit, frozen=True, tag="ungroup"):
    """Dissolve a group; its layers stay where they are."""

    scene_id: Id
    group_id: Id


class ChangeGroup(Edit, frozen=True, tag="change_group"):
    """Set whichever of these fields is given on a group."""

    scene_id: Id
    group_id: Id
    name: ShortText | None = None
    is_visible: bool | None = None
    is_locked: bool | None = None


class AddSource(Edit, frozen=True, tag="add_source"):
    """Add a source without a layer (a microphone, say); what can be heard gets a strip."""

    source: Source


class RemoveSource(Edit, frozen=True, tag="remove_source"):
    """Take a source away with its layers and its strip."""

    source_id: Id


class ChangeSource(Edit, frozen=True, tag="change_source"):
    """Rename a source, or set it anew; its kind stays."""

    source_id: Id
    name: ShortText | None = None
    settings: AnySourceSettings | None = None


class ChangeStrip(Edit, frozen=True, tag="change_strip"):
    """Set whichever of these fields is given on a strip."""

    source_id: Id
    gain_db: Annotated[float, msgspec.Meta(ge=-60, le=24)] | None = None
    is_muted: bool | None = None
    is_solo: bool | None = None
    delay_ms: Annotated[int, msgspec.Meta(ge=0, le=2000)] | None = None
    filters: Filters | None = None
    monitor: Monitor | None = None
    talk: Talk | None = None


class ChangeCanvas(Edit, frozen=True, tag="change_canvas"):
    """Another size or rate of the programme; refused while on air or recording."""

    canvas: Canvas


class ChangeSecondCanvas(Edit, frozen=True, tag="change_second_canvas"):
    """Switch the second canvas on in this size and at this rate; None: off."""

    canvas: Canvas | None = None


class ChangeTransition(Edit, frozen=True, tag="change_transition"):
    """How scenes change from now on."""

    transition: Transition


class ChangeSceneTransition(Edit, frozen=True, tag="change_scene_transition"):
    """How the programme comes to one scene; None: as the show says."""

    scene_id: Id
    transition: Transition | None = None


class RenameShow(Edit, frozen=True, tag="rename_show"):
    """Give the show another name."""

    name: ShortText


AnyEdit = (
    AddScene
    | RemoveScene
    | RenameScene
    | MoveScene
    | DuplicateScene
    | AddLayer
    | RemoveLayers
    | MoveLayer
    | ChangeLayer
    | ChangeLayers
    | PlaceLayers
    | PlaceByThemselves
    | AddLayers
    | ArrangeLayers
    | GroupLayers
    | Ungroup
    | ChangeGroup
    | AddSource
    | RemoveSource
    | ChangeSource
    | ChangeStrip
    | ChangeCanvas
    | ChangeSecondCanvas
    | ChangeTransition
    | ChangeSceneTransition
    | RenameShow
)

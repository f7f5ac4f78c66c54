"""Items of another studio's scene as layers; scenes and groups inside it become layer groups."""

from dataclasses import dataclass, replace

from studio.core.imports.draft import DraftItem, DraftScene, DraftShow
from studio.core.imports.layer_box import box_on, crop_of, half_turns, needs_size
from studio.core.imports.names import Ids
from studio.core.imports.placing import Placement, Size, Transform, inside, place
from studio.core.imports.report import Notebook
from studio.core.imports.source_book import SourceBook, Used
from studio.core.scene import Box, Group, Layer

_MOST_LAYERS = 200
_MOST_STEPS = 40_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class _Frame:
    """A scene or group in which items lie, seen from the scene that is being made."""

    placement: Placement
    transform: Transform
    size: Size


@dataclass(frozen=True, slots=True)
class _Place:
    """How we came to an item: around it, and who holds it."""

    frames: tuple[_Frame, ...] = ()
    path: tuple[str, ...] = ()
    group_id: str = ""
    is_visible: bool = True


class LayerMaker:
    """Makes the layers of scene after scene; a cycle or a flood ends with a note."""

    def __init__(self, draft: DraftShow, book: SourceBook, notes: Notebook) -> None:
        self._draft = draft
        self._book = book
        self._notes = notes
        self._steps = 0
        self._begin("")

    def make(self, key: str) -> tuple[tuple[Layer, ...], tuple[Group, ...]]:
        """Layers from the lowest up, and the groups that hold some of them."""
        scene = self._draft.scenes[key]
        self._begin(f"scene {scene.name!r}")
        self._add_items(scene, _Place(path=(key,)))
        used = {layer.group_id for layer in self._layers}
        return tuple(self._layers), tuple(one for one in self._groups if one.id in used)

    def _begin(self, where: str) -> None:
        self._where = where
        self._layers: list[Layer] = []
        self._groups: list[Group] = []
        self._layer_ids, self._group_ids = Ids("layer"), Ids("group")

    def _add_items(self, scene: DraftScene, at: _Place) -> None:
        folders: dict[str, str] = {}
        for place_in_scene, item in enumerate(scene.items):
            self._steps += 1
            if len(self._layers) >= _MOST_LAYERS or self._steps > _MOST_STEPS:
                self._note_rest(scene, len(scene.items) - place_in_scene)
                return
            group_id = at.group_id
            if item.folder_key in scene.folders and not group_id:
                group_id = folders.get(item.folder_key, "")
                if not group_id:
                    group_id = self._group(scene.folders[item.folder_key])
                    folders[item.folder_key] = group_id
            self._add(item, _Place(at.frames, at.path, group_id, at.is_visible))

    def _note_rest(self, scene: DraftScene, count: int) -> None:
        is_full = len(self._layers) >= _MOST_LAYERS
        why = f"a scene has at most {_MOST_LAYERS} layers" if is_full else "there are too many"
        self._note(f"the upper {count} items of {scene.name!r} are left out: {why}")

    def _add(self, item: DraftItem, at: _Place) -> None:
        inner = self._draft.scenes.get(item.source_key)
        if inner is not None:
            self._add_scene(item, inner, at)
            return
        if item.source_key not in self._draft.sources:
            self._note("it is left out: its source is not in the file", item)
            return
        used = self._book.use(item.source_key)
        if used is None:
            return  # the book has said why
        if not used.has_picture:
            self._notes.add(f"source {item.name!r}", "it is heard in every scene here")
            return
        layer = self._layer(item, used, at)
        if layer is not None:
            self._layers.append(layer)

    def _add_scene(self, item: DraftItem, inner: DraftScene, at: _Place) -> None:
        if item.source_key in at.path:
            self._note("it is left out: the scene holds itself", item)
            return
        if len(at.path) >= _DEEPEST:
            self._note("it is left out: it lies too many scenes deep", item)
            return
        if min(item.transform.cropped(inner.size)) < 1:
            self._note("it is left out: nothing is left of it after its crop", item)
            return
        placement = place(item.transform, inner.size)
        frame = _Frame(placement, item.transform, inner.size)
        if item.transform.cropped(inner.size) != (inner.size.width_px, inner.size.height_px):
            self._note("its crop is not carried: a group is not cropped here", item)
        if not inner.is_group:
            self._note("a scene within a scene is a group of layers here", item)
        is_visible, group_id = at.is_visible, at.group_id
        if group_id:
            is_visible = is_visible and item.is_visible
        else:
            group_id = self._group(item.name, item)
        path = (*at.path, item.source_key)
        self._add_items(inner, _Place((*at.frames, frame), path, group_id, is_visible))

    def _group(self, name: str, item: DraftItem | None = None) -> str:
        made = Group(self._group_ids.give(name), name)
        if item is not None:
            made = Group(made.id, name, item.is_visible, item.is_locked)
        self._groups.append(made)
        return made.id

    def _layer(self, item: DraftItem, used: Used, at: _Place) -> Layer | None:
        transform = self._croppable(item, used.size)
        crop = crop_of(transform, used.size)
        if crop.left + crop.right >= 1 or crop.top + crop.bottom >= 1:
            self._note("it is left out: nothing is left of it after its crop", item)
            return None
        if not used.size.is_known and needs_size(item.transform):
            self._notes.add(
                f"source {used.source.name!r}",
                f"the file does not say how large its picture is, so {used.size.width_px:.0f} "
                f"x {used.size.height_px:.0f} is taken; look at its place in the scenes",
            )
        placement = place(transform, used.size)
        for frame in reversed(at.frames):
            placement = inside(frame.placement, frame.transform, frame.size, placement)
        if placement.is_mirrored_x or placement.is_mirrored_y:
            self._note("it is not mirrored here", item)
        box = self._box(item, placement)
        if box is None:
            return None
        return Layer(
            self._layer_ids.give(item.name),
            item.name,
            used.source.id,
            box=box,
            crop=crop,
            rotation_deg=half_turns(placement.rotation_deg),
            fit=placement.fit,
            is_visible=item.is_visible and at.is_visible,
            is_locked=item.is_locked,
            group_id=at.group_id,
            filters=used.filters,
        )

    def _croppable(self, item: DraftItem, size: Size) -> Transform:
        """The item's transform, without a crop that is larger than a size that we only took."""
        transform = item.transform
        if size.is_known or min(transform.cropped(size)) > 0:
            return transform
        self._note("its crop is not carried: the file does not say how large it is", item)
        return replace(transform, crop_left_px=0, crop_top_px=0, crop_right_px=0, crop_bottom_px=0)

    def _box(self, item: DraftItem, placement: Placement) -> Box | None:
        box, is_moved = box_on(self._draft.canvas, placement)
        if box is None:
            self._note("it is left out: it has no size", item)
        if is_moved:
            self._note("it lies or reaches too far outside; it was moved nearer", item)
        return box

    def _note(self, what: str, item: DraftItem | None = None) -> None:
        self._notes.add(f"{self._where}, item {item.name!r}" if item else self._where, what)

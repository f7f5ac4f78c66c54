"""What can be done with the selected layers: order, groups, place, size, turn, lock."""

from collections.abc import Callable

from studio.core import edits as ed
from studio.core.ids import new_id
from studio.core.scene import Fit, Group, Layer
from studio.core.second_canvas import second_scene
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage import arranging, ordering
from studio.ui.stage.arranging import Axis, Edge
from studio.ui.stage.contents import Contents
from studio.ui.words import tr


def contents_of(session: Session, *, is_second: bool = False) -> Contents:
    """What lies on the canvas, or on the second one, of the scene that is shown."""
    show, scene = session.show, session.scene
    if show is None or scene is None:
        return Contents()
    canvas = show.canvas
    if is_second and show.second_canvas is not None:
        scene, canvas = second_scene(show, scene), show.second_canvas
    sizes = {
        one.source_id: (one.width_px, one.height_px)
        for one in session.state.sources
        if one.width_px and one.height_px
    }
    return Contents(scene.layers, scene.groups, canvas, sizes)


def _selected(contents: Contents, selection: Selection) -> tuple[Layer, ...]:
    """The selected ones as they lie on the canvas that is worked on."""
    return tuple(one for one in contents.layers if one.id in selection.layer_ids)


class LayerActs:
    """Each act is one edit, and so one step to undo.

    ``is_second()``: places, sizes, turns and what is hidden are those on the second canvas.
    """

    def __init__(
        self,
        session: Session,
        selection: Selection,
        is_second: Callable[[], bool] = lambda: False,
    ) -> None:
        self._is_second = is_second
        self._contents: Callable[[], Contents] = lambda: contents_of(session, is_second=is_second())
        self._session = session
        self._selection = selection

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the selected layers."""
        scene = self._session.scene
        ids = {layer.group_id for layer in self._selection.layers()}
        return tuple(one for one in scene.groups if one.id in ids) if scene is not None else ()

    def remove(self) -> None:
        """Take the selected layers away; undo brings them back."""
        scene = self._session.scene
        if scene is not None and self._selection.layer_ids:
            layers = self._selection.layers()
            several = tr("layers_count", count=len(layers))
            what = layers[0].name if len(layers) == 1 else several
            self._session.remove(ed.RemoveLayers(scene.id, self._selection.layer_ids), what)

    def shift(self, by: int) -> None:
        """One step up (1) or down (−1)."""
        self._arrange(lambda layers, ids: ordering.shifted(layers, ids, by))

    def to_end(self, *, is_front: bool) -> None:
        """Before or behind all others."""
        self._arrange(lambda layers, ids: ordering.moved_to_end(layers, ids, is_front=is_front))

    def group(self) -> None:
        """Make one group of the selected layers."""
        scene = self._session.scene
        if scene is not None and len(self._selection.layer_ids) > 1:
            name = tr("group_name", number=len(scene.groups) + 1)
            group = Group(new_id("group"), name)
            self._session.edit(ed.GroupLayers(scene.id, group, self._selection.layer_ids))

    def ungroup(self) -> None:
        """Dissolve the groups of the selected layers, as one step."""
        scene = self._session.scene
        if scene is None:
            return
        merge_key = new_id("ungroup")
        for group in self.groups:
            self._session.edit(ed.Ungroup(scene.id, group.id), merge_key)

    def toggle_visible(self) -> None:
        """Hide the selected layers, or show them when all are hidden."""
        layers = _selected(self._contents(), self._selection)
        is_visible = not any(layer.is_visible for layer in layers)
        self.change(tuple(ed.LayerChange(layer.id, is_visible=is_visible) for layer in layers))

    def toggle_locked(self) -> None:
        """Lock the selected layers, or unlock them when all are locked."""
        layers = self._selection.layers()
        is_locked = not all(layer.is_locked for layer in layers)
        self.change(tuple(ed.LayerChange(layer.id, is_locked=is_locked) for layer in layers))

    def align(self, edge: Edge, *, to_canvas: bool) -> None:
        """At an edge of the canvas, or of what all of them take up."""
        contents, units = self._units()
        self.change(arranging.aligned(contents, units, edge, to_canvas=to_canvas))

    def distribute(self, axis: Axis) -> None:
        """The same gap between all of them."""
        contents, units = self._units()
        self.change(arranging.distributed(contents, units, axis))

    def centre(self) -> None:
        """All as one in the middle of the canvas."""
        contents, units = self._units()
        if units:
            self.change(arranging.centred(contents, units))

    def fill(self, fit: Fit) -> None:
        """Over the whole canvas: wholly seen, covering it, or stretched."""
        self.change(arranging.filled(self._free(), fit))

    def own_size(self) -> None:
        """As large as the sources are."""
        self.change(arranging.in_own_size(self._contents(), self._free()))

    def reset(self) -> None:
        """No crop, no turn, opaque."""
        self.change(arranging.reset(self._free()))

    def turn(self, by_deg: float) -> None:
        """All as one, clockwise."""
        self.change(arranging.turned(self._contents(), self._free(), by_deg))

    def change(self, changes: tuple[ed.LayerChange, ...]) -> None:
        """These changes as one step."""
        scene = self._session.scene
        if scene is not None and changes:
            kind = ed.PlaceLayers if self._is_second() else ed.ChangeLayers
            self._session.edit(kind(scene.id, changes))

    def _free(self) -> tuple[Layer, ...]:
        contents = self._contents()
        return tuple(
            one for one in _selected(contents, self._selection) if not contents.is_locked(one)
        )

    def _units(self) -> tuple[Contents, list[tuple[Layer, ...]]]:
        contents = self._contents()
        return contents, arranging.units_of(contents, self._selection.layer_ids)

    def _arrange(
        self, order: Callable[[tuple[Layer, ...], tuple[str, ...]], tuple[ed.LayerPlace, ...]]
    ) -> None:
        scene = self._session.scene
        if scene is None or not self._selection.layer_ids:
            return
        places = order(scene.layers, self._selection.layer_ids)
        before = tuple(ed.LayerPlace(layer.id, layer.group_id) for layer in scene.layers)
        if places != before:
            self._session.edit(ed.ArrangeLayers(scene.id, places))

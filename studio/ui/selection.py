"""Which layers are selected: one truth for the stage, the list and the details."""

from PySide6.QtCore import QObject, Signal

from studio.core.scene import Layer
from studio.ui.session import Session
from studio.ui.stage.picking import Picked


class Selection(QObject):
    """``changed`` when other layers are selected; follows the scene that is shown."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._scene_id = ""
        self._expected: tuple[str, ...] = ()
        self.picked = Picked()
        session.show_changed.connect(self._follow)

    @property
    def layer_ids(self) -> tuple[str, ...]:
        """The selected ones, in the order in which they were picked."""
        return self.picked.layer_ids

    @property
    def only(self) -> str:
        """The selected layer if it is one; else empty."""
        return self.layer_ids[0] if len(self.layer_ids) == 1 else ""

    def layers(self) -> tuple[Layer, ...]:
        """The selected layers as the show has them, the bottom first."""
        scene = self._session.scene
        layers = scene.layers if scene is not None else ()
        return tuple(layer for layer in layers if layer.id in self.layer_ids)

    def set(self, picked: Picked) -> None:
        """Select these; ``entered`` is the group that was gone into."""
        if picked == self.picked:
            return
        self.picked = picked
        self.changed.emit()

    def choose(self, *layer_ids: str) -> None:
        """Select these layers, outside of every group."""
        self.set(Picked(tuple(one for one in layer_ids if one)))

    def expect(self, *layer_ids: str) -> None:
        """Select these layers as soon as they are there."""
        self._expected = layer_ids
        self._follow()

    def choose_all(self) -> None:
        """Select every layer of the scene that is not locked."""
        scene = self._session.scene
        if scene is not None:
            locked = {group.id for group in scene.groups if group.is_locked}
            self.choose(
                *(
                    layer.id
                    for layer in scene.layers
                    if not layer.is_locked and layer.group_id not in locked
                )
            )

    def _follow(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        if scene.id != self._scene_id:
            self._scene_id = scene.id
            self.set(Picked())
            return
        known = {layer.id for layer in scene.layers}
        if self._expected and set(self._expected) <= known:
            expected, self._expected = self._expected, ()
            self.choose(*expected)
            return
        left = tuple(one for one in self.layer_ids if one in known)
        groups = {group.id for group in scene.groups}
        entered = self.picked.entered if self.picked.entered in groups else ""
        self.set(Picked(left, entered))

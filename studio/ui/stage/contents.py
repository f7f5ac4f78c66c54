"""What lies on the canvas: layers with what their groups say of them, as a hand meets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.core.scene import Canvas, Group, Layer
from studio.ui.stage import geometry as geo
from studio.ui.stage.drag import Part, Pose
from studio.ui.stage.geometry import Frame


@dataclass(frozen=True, slots=True)
class Contents:
    """Layers, the bottom first. ``source_px``: sizes of the sources that are known."""

    layers: tuple[Layer, ...] = ()
    groups: tuple[Group, ...] = ()
    canvas: Canvas = field(default_factory=Canvas)
    source_px: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def layer(self, layer_id: str) -> Layer | None:
        """The layer of that id, if it is there."""
        return next((layer for layer in self.layers if layer.id == layer_id), None)

    def group(self, group_id: str) -> Group | None:
        """The group of that id, if it is there."""
        return next((group for group in self.groups if group.id == group_id), None)

    def is_seen(self, layer: Layer) -> bool:
        """Whether neither the layer nor its group is hidden."""
        group = self.group(layer.group_id)
        return layer.is_visible and (group is None or group.is_visible)

    def is_locked(self, layer: Layer) -> bool:
        """Whether the layer or its group is locked."""
        group = self.group(layer.group_id)
        return layer.is_locked or (group is not None and group.is_locked)

    def members(self, layer: Layer) -> tuple[str, ...]:
        """The ids of the layer's group, or its own."""
        if not layer.group_id:
            return (layer.id,)
        return tuple(one.id for one in self.layers if one.group_id == layer.group_id)

    def frame(self, layer: Layer) -> Frame:
        """Where the layer lies."""
        return geo.frame_of(layer.box, layer.rotation_deg, self.canvas)

    def parts(self, layer_ids: tuple[str, ...]) -> tuple[Part, ...]:
        """Those of the layers that a hand may move, in the order of the canvas."""
        return tuple(
            Part(pose_of(layer), layer.fit, self.source_px.get(layer.source_id, (0, 0)))
            for layer in self.layers
            if layer.id in layer_ids and not self.is_locked(layer)
        )


def pose_of(layer: Layer) -> Pose:
    """How the layer lies."""
    return Pose(layer.id, layer.box, layer.crop, layer.rotation_deg)

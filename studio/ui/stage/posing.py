"""Poses as changes of a show, and back: only what is different is asked for."""

from studio.core.edits import ChangeLayers, LayerChange
from studio.core.scene import Box, Layer
from studio.ui.stage.drag import Pose

_SAME = 2e-6


def edit_of(
    scene_id: str, poses: tuple[Pose, ...], layers: tuple[Layer, ...]
) -> ChangeLayers | None:
    """The edit that brings the layers into these poses; None when they are in them."""
    known = {layer.id: layer for layer in layers}
    changes = [
        change
        for pose in poses
        if (layer := known.get(pose.layer_id)) is not None
        and (change := _change_of(pose, layer)) is not None
    ]
    return ChangeLayers(scene_id, tuple(changes)) if changes else None


def is_posed(pose: Pose, layer: Layer) -> bool:
    """Whether the layer lies so."""
    return _change_of(pose, layer) is None


def _change_of(pose: Pose, layer: Layer) -> LayerChange | None:
    box = None if _is_same_box(pose.box, layer.box) else pose.box
    crop = None if pose.crop == layer.crop else pose.crop
    is_turned = abs(pose.rotation_deg - layer.rotation_deg) > 0.005
    rotation_deg = pose.rotation_deg if is_turned else None
    if box is None and crop is None and rotation_deg is None:
        return None
    return LayerChange(layer.id, box=box, crop=crop, rotation_deg=rotation_deg)


def _is_same_box(one: Box, other: Box) -> bool:
    pairs = (
        (one.x, other.x),
        (one.y, other.y),
        (one.width, other.width),
        (one.height, other.height),
    )
    return all(abs(mine - theirs) < _SAME for mine, theirs in pairs)

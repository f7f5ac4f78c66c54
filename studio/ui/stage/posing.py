"""Poses as changes of a show, and whether a layer lies as it was posed."""

from studio.core.edits import ChangeLayers, LayerChange
from studio.core.scene import Box, Layer
from studio.ui.stage.drag import Act, Pose

_SAME = 2e-6


def edit_of(scene_id: str, poses: tuple[Pose, ...], act: Act) -> ChangeLayers:
    """The edit that brings layers into these poses: what the act changes, and nothing else."""
    has_box = act is not Act.TURN or len(poses) > 1
    return ChangeLayers(
        scene_id,
        tuple(
            LayerChange(
                pose.layer_id,
                box=pose.box if has_box else None,
                crop=pose.crop if act is Act.CROP else None,
                rotation_deg=pose.rotation_deg if act is Act.TURN else None,
            )
            for pose in poses
        ),
    )


def is_posed(pose: Pose, layer: Layer) -> bool:
    """Whether the layer lies so."""
    is_turned = abs(pose.rotation_deg - layer.rotation_deg) > 0.005
    return not is_turned and pose.crop == layer.crop and _is_same_box(pose.box, layer.box)


def _is_same_box(one: Box, other: Box) -> bool:
    pairs = (
        (one.x, other.x),
        (one.y, other.y),
        (one.width, other.width),
        (one.height, other.height),
    )
    return all(abs(mine - theirs) < _SAME for mine, theirs in pairs)

"""What a change of layers is called in the list of undo: "Move Card", "Turn 3 layers"."""

from studio.core.edits import ChangeLayer, LayerChange
from studio.core.scene import Layer

# Each verb and what it is about; these fields and no others.
_VERBS = (
    ("Rename", {"name"}),
    ("Turn", {"rotation_deg"}),
    ("Turn", {"rotation_deg", "box"}),
    ("Fade", {"opacity"}),
    ("Crop", {"crop"}),
    ("Crop", {"crop", "box"}),
    ("Fit", {"fit"}),
    ("Filter", {"filters"}),
)
_FIELDS = (
    *("name", "box", "crop", "rotation_deg", "opacity"),
    *("fit", "is_visible", "is_locked", "filters"),
)
LAYER_VERBS = (
    *("Rename", "Turn", "Fade", "Crop", "Fit", "Filter", "Move", "Resize"),
    *("Show", "Hide", "Lock", "Unlock", "Change"),
)


def verb_of(change: ChangeLayer | LayerChange, before: Layer | None) -> str:
    """One word for what a change does to the layer as it was ``before`` (None: not known)."""
    given = {name for name in _FIELDS if getattr(change, name) is not None}
    for verb, fields in _VERBS:
        if given == fields:
            return verb
    if given == {"box"} and change.box is not None:
        old = before.box if before is not None else change.box
        is_as_large = abs(old.width - change.box.width) + abs(old.height - change.box.height) < 1e-4
        return "Move" if is_as_large else "Resize"
    if given == {"is_visible"}:
        return "Show" if change.is_visible else "Hide"
    if given == {"is_locked"}:
        return "Lock" if change.is_locked else "Unlock"
    return "Change"


def shared_verb(verbs: list[str]) -> str:
    """The verb of several changes: theirs if they agree, and "Resize" wins over "Move"."""
    found = set(verbs)
    if found == {"Move", "Resize"}:
        return "Resize"
    return found.pop() if len(found) == 1 else "Change"

import pytest

from studio.core.edit_names import LAYER_VERBS, shared_verb, verb_of
from studio.core.edits import LayerChange
from studio.core.scene import Box, Crop, Fit, Layer

_BEFORE = Layer("a", "A", "s", box=Box(0.1, 0.1, 0.5, 0.5))


@pytest.mark.parametrize(
    ("change", "verb"),
    [
        (LayerChange("a", box=Box(0.2, 0.1, 0.5, 0.5)), "Move"),
        (LayerChange("a", box=Box(0.1, 0.1, 0.6, 0.5)), "Resize"),
        (LayerChange("a", crop=Crop(left=0.1)), "Crop"),
        (LayerChange("a", crop=Crop(left=0.1), box=Box()), "Crop"),
        (LayerChange("a", rotation_deg=15.0), "Turn"),
        (LayerChange("a", opacity=0.5), "Fade"),
        (LayerChange("a", fit=Fit.COVER), "Fit"),
        (LayerChange("a", is_visible=False), "Hide"),
        (LayerChange("a", is_visible=True), "Show"),
        (LayerChange("a", is_locked=True), "Lock"),
        (LayerChange("a", is_locked=False), "Unlock"),
        (LayerChange("a", name="B"), "Rename"),
        (LayerChange("a", box=Box(), rotation_deg=0.0), "Turn"),
        (LayerChange("a", box=Box(), fit=Fit.COVER), "Change"),
        (LayerChange("a"), "Change"),
    ],
)
def test_a_change_is_called_after_what_it_does(change: LayerChange, verb: str) -> None:
    assert verb_of(change, _BEFORE) == verb
    assert verb in LAYER_VERBS


def test_several_share_a_verb() -> None:
    assert shared_verb(["Move", "Move"]) == "Move"
    assert shared_verb(["Move", "Resize"]) == "Resize"
    assert shared_verb(["Move", "Hide"]) == "Change"

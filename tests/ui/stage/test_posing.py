from studio.core.edits import ChangeLayers, LayerChange
from studio.core.scene import Box, Crop, Layer
from studio.ui.stage.drag import Act, Pose
from studio.ui.stage.posing import edit_of, is_posed

ONE = Pose("a", Box(0.1, 0.1, 0.2, 0.2), Crop(left=0.1), 15.0)
OTHER = Pose("b", Box(), Crop(), 30.0)


def test_an_act_changes_what_it_is_about() -> None:
    def change(act: Act) -> LayerChange:
        edit = edit_of("s", (ONE,), act)
        assert isinstance(edit, ChangeLayers)
        return edit.changes[0]

    assert change(Act.MOVE) == LayerChange("a", box=ONE.box)
    assert change(Act.RESIZE) == LayerChange("a", box=ONE.box)
    assert change(Act.CROP) == LayerChange("a", box=ONE.box, crop=ONE.crop)
    assert change(Act.TURN) == LayerChange("a", rotation_deg=15.0)


def test_several_are_carried_round_when_they_turn() -> None:
    changes = edit_of("s", (ONE, OTHER), Act.TURN).changes
    assert [(one.box, one.rotation_deg) for one in changes] == [(ONE.box, 15.0), (Box(), 30.0)]


def test_a_layer_lies_as_posed_or_not() -> None:
    layer = Layer("a", "A", "s", box=ONE.box, crop=ONE.crop, rotation_deg=15.0)
    assert is_posed(ONE, layer)
    assert not is_posed(OTHER, layer)
    assert not is_posed(Pose("a", ONE.box, Crop(), 15.0), layer)

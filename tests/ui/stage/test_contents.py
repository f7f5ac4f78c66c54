from studio.core.scene import Box, Canvas, Group, Layer
from studio.ui.stage.contents import Contents, pose_of

LAYERS = (
    Layer("a", "A", "s", box=Box(0.1, 0.1, 0.2, 0.2), group_id="g"),
    Layer("b", "B", "s", group_id="g", is_locked=True),
    Layer("c", "C", "t", is_visible=False),
)


def contents(group: Group) -> Contents:
    return Contents(LAYERS, (group,), Canvas(1000, 500), {"s": (640, 480)})


def test_a_group_hides_and_locks_all_that_is_in_it() -> None:
    hidden = contents(Group("g", "G", is_visible=False, is_locked=True))
    assert not any(hidden.is_seen(layer) for layer in LAYERS)
    assert [hidden.is_locked(layer) for layer in LAYERS] == [True, True, False]
    assert hidden.parts(("a", "b", "c"))[0].pose == pose_of(LAYERS[2])


def test_parts_know_the_size_of_their_source() -> None:
    found = contents(Group("g", "G")).parts(("a", "b", "c"))
    assert [part.pose.layer_id for part in found] == ["a", "c"]
    assert [part.source_px for part in found] == [(640, 480), (0, 0)]


def test_layers_groups_and_members_are_found() -> None:
    found = contents(Group("g", "G"))
    assert found.layer("c") == LAYERS[2]
    assert found.layer("x") is None
    assert found.group("x") is None
    assert found.members(LAYERS[0]) == ("a", "b")
    assert found.members(LAYERS[2]) == ("c",)
    assert found.frame(LAYERS[0]).bounds() == (100, 50, 300, 150)

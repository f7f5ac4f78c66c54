import pytest

from studio.core.edits import LayerChange
from studio.core.scene import Box, Canvas, Crop, Fit, Group, Layer
from studio.ui.stage import arranging
from studio.ui.stage.arranging import Axis, Edge
from studio.ui.stage.contents import Contents

A = Layer("a", "A", "s", box=Box(0.1, 0.1, 0.1, 0.1))
B = Layer("b", "B", "s", box=Box(0.3, 0.25, 0.2, 0.2))
C = Layer("c", "C", "t", box=Box(0.8, 0.7, 0.1, 0.1))
G1 = Layer("g1", "G1", "s", box=Box(0.4, 0.4, 0.1, 0.1), group_id="g")
G2 = Layer("g2", "G2", "s", box=Box(0.5, 0.5, 0.1, 0.1), group_id="g")
LOCKED = Layer("l", "L", "s", is_locked=True)
CONTENTS = Contents(
    (A, B, C, G1, G2, LOCKED), (Group("g", "G"),), Canvas(1000, 1000), {"s": (300, 200)}
)


def boxes(changes: tuple[LayerChange, ...]) -> dict[str, tuple[float, float]]:
    return {one.layer_id: (one.box.x, one.box.y) for one in changes if one.box is not None}


def test_a_whole_group_is_one_unit_and_locked_layers_are_none() -> None:
    units = arranging.units_of(CONTENTS, ("a", "g1", "g2", "l"))
    assert units == [(A,), (G1, G2)]
    assert arranging.units_of(CONTENTS, ("g2",)) == [(G2,)]


@pytest.mark.parametrize(
    ("edge", "to_canvas", "a", "b"),
    [
        (Edge.LEFT, True, (0.0, 0.1), (0.0, 0.25)),
        (Edge.RIGHT, True, (0.9, 0.1), (0.8, 0.25)),
        (Edge.MIDDLE, True, (0.1, 0.45), (0.3, 0.4)),
        (Edge.TOP, False, (0.1, 0.1), (0.3, 0.1)),
        (Edge.BOTTOM, False, (0.1, 0.35), (0.3, 0.25)),
        (Edge.CENTRE, False, (0.25, 0.1), (0.2, 0.25)),
    ],
)
def test_layers_are_aligned_to_the_canvas_or_each_other(
    edge: Edge, to_canvas: bool, a: tuple[float, float], b: tuple[float, float]
) -> None:
    found = boxes(arranging.aligned(CONTENTS, [(A,), (B,)], edge, to_canvas=to_canvas))
    assert found["a"] == pytest.approx(a)
    assert found["b"] == pytest.approx(b)


def test_a_group_keeps_together_when_it_is_aligned() -> None:
    found = boxes(arranging.aligned(CONTENTS, [(G1, G2)], Edge.LEFT, to_canvas=True))
    assert found == {"g1": (0.0, 0.4), "g2": (0.1, 0.5)}


def test_gaps_are_made_equal() -> None:
    units = [(C,), (A,), (B,)]
    found = boxes(arranging.distributed(CONTENTS, units, Axis.ACROSS))
    assert found["a"][0] == pytest.approx(0.1)
    assert found["b"][0] == pytest.approx(0.4)
    assert found["c"][0] == pytest.approx(0.8)
    assert arranging.distributed(CONTENTS, units[:2], Axis.DOWN) == ()


def test_all_as_one_in_the_middle() -> None:
    found = boxes(arranging.centred(CONTENTS, [(A,), (G1, G2)]))
    assert found["a"] == pytest.approx((0.25, 0.25))
    assert found["g2"] == pytest.approx((0.65, 0.65))


def test_fit_own_size_reset_and_turn() -> None:
    assert arranging.filled((A,), Fit.COVER) == (
        LayerChange("a", box=Box(), rotation_deg=0.0, fit=Fit.COVER),
    )
    (own,) = arranging.in_own_size(CONTENTS, (A, C))
    assert own.box == Box(0.0, 0.05, 0.3, 0.2)
    (clean,) = arranging.reset((A,))
    assert (clean.crop, clean.rotation_deg, clean.opacity) == (Crop(), 0.0, 1.0)
    assert arranging.turned(CONTENTS, (A,), 90) == (LayerChange("a", rotation_deg=90.0),)
    first, second = arranging.turned(CONTENTS, (G1, G2), 180)
    assert first.box == G2.box
    assert second.box == G1.box
    assert arranging.turned(CONTENTS, (), 90) == ()

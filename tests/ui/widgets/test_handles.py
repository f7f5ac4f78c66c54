import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box
from studio.ui.widgets.handles import (
    HANDLES,
    contains,
    handle_at,
    handle_place,
    moved,
    resized,
)

BOX = Box(0.2, 0.3, 0.4, 0.2)
BOXES = st.builds(Box, st.floats(-1, 1), st.floats(-1, 1), st.floats(0.05, 1), st.floats(0.05, 1))
STEPS = st.floats(-2, 2)


@pytest.mark.parametrize("handle", HANDLES)
def test_each_handle_is_found_where_it_lies(handle: str) -> None:
    x, y = handle_place(BOX, handle)
    assert handle_at(BOX, x + 0.004, y - 0.004, 0.005, 0.005) == handle
    assert handle_at(BOX, 0.9, 0.9, 0.005, 0.005) == ""


def test_a_point_is_inside_or_not() -> None:
    assert contains(BOX, 0.2, 0.5)
    assert not contains(BOX, 0.61, 0.4)


@given(BOXES, STEPS, STEPS)
def test_moving_keeps_the_size(box: Box, dx: float, dy: float) -> None:
    after = moved(box, dx, dy, 0.01, 0.01).box
    assert (after.width, after.height) == pytest.approx((box.width, box.height), abs=1e-4)


@pytest.mark.parametrize(
    ("dx", "x", "line"), [(-0.195, 0.0, 0.0), (0.105, 0.3, 0.5), (0.398, 0.6, 1.0)]
)
def test_edges_and_middle_stick(dx: float, x: float, line: float) -> None:
    step = moved(BOX, dx, 0.0, 0.01, 0.01)
    assert step.box.x == pytest.approx(x)
    assert step.lines_x == (line,)
    assert moved(BOX, dx, 0.0, 0.0, 0.0).lines_x == ()


@given(BOXES, st.sampled_from(HANDLES), STEPS, STEPS, st.booleans())
def test_resizing_never_turns_a_box_inside_out(
    box: Box, handle: str, dx: float, dy: float, keeps_shape: bool
) -> None:
    after = resized(box, handle, dx, dy, keeps_shape=keeps_shape, snap_x=0.01, snap_y=0.01).box
    assert after.width >= 0.02
    assert after.height >= 0.02


@given(BOXES, st.sampled_from(["nw", "ne", "se", "sw"]), st.floats(0.0, 0.3))
def test_a_corner_keeps_the_shape_and_the_opposite_corner(
    box: Box, handle: str, step: float
) -> None:
    dx = -step if "w" in handle else step
    after = resized(box, handle, dx, 0.0, keeps_shape=True, snap_x=0.0, snap_y=0.0).box
    assert after.width / after.height == pytest.approx(box.width / box.height, rel=0.01)
    opposite = handle.translate(str.maketrans("nsew", "snwe"))
    assert handle_place(after, opposite) == pytest.approx(handle_place(box, opposite), abs=1e-3)


def test_a_side_moves_alone() -> None:
    after = resized(BOX, "e", 0.1, 0.4, keeps_shape=True, snap_x=0.0, snap_y=0.0).box
    assert after == Box(0.2, 0.3, 0.5, 0.2)

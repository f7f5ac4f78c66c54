import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box, Canvas
from studio.ui.stage import geometry as geo
from studio.ui.stage.geometry import HANDLES, TURN, Frame

CANVAS = Canvas(1920, 1080)
FRAMES = st.builds(
    Frame,
    st.floats(-900, 2800),
    st.floats(-900, 2800),
    st.floats(30, 2500),
    st.floats(30, 2500),
    st.floats(-180, 180),
)
STEPS = st.floats(-1500, 1500)
CORNERS = ("nw", "ne", "se", "sw")


def _across(handle: str) -> str:
    return handle.translate(str.maketrans("nsew", "snwe"))


@given(FRAMES)
def test_a_box_and_its_frame_are_the_same_place(frame: Frame) -> None:
    box = geo.box_of(frame, CANVAS)
    again = geo.frame_of(box, frame.angle_deg, CANVAS)
    assert (again.x, again.y) == pytest.approx((frame.x, frame.y), abs=0.01)
    assert (again.width, again.height) == pytest.approx((frame.width, frame.height), abs=0.01)


@given(FRAMES, STEPS, STEPS)
def test_inward_undoes_outward(frame: Frame, across: float, down: float) -> None:
    assert frame.inward(*frame.outward(across, down)) == pytest.approx((across, down), abs=1e-6)


@given(FRAMES, st.floats(-0.49, 0.49), st.floats(-0.49, 0.49))
def test_a_turned_frame_holds_what_lies_within_its_own_sides(
    frame: Frame, across: float, down: float
) -> None:
    assert frame.contains(*frame.outward(across * frame.width, down * frame.height))
    assert not frame.contains(*frame.outward(frame.width * 0.51, down * frame.height))


def test_the_corner_of_the_upright_box_is_outside_of_a_turned_layer() -> None:
    frame = Frame(500, 500, 400, 100, 90)
    assert frame.contains(500, 650)
    assert not frame.contains(650, 500)
    assert frame.bounds() == pytest.approx((450, 300, 550, 700))


@given(FRAMES, st.sampled_from((*HANDLES, TURN)))
def test_each_handle_is_found_where_it_lies(frame: Frame, handle: str) -> None:
    arm = 25.0
    x, y = geo.turn_place(frame, arm) if handle == TURN else geo.handle_place(frame, handle)
    assert geo.handle_at(frame, x, y, 5.0, arm) == handle
    far_x, far_y = frame.outward(frame.width + 99, frame.height + 99)
    assert geo.handle_at(frame, far_x, far_y, 5.0, arm) == ""


@given(FRAMES, st.sampled_from(HANDLES), STEPS, STEPS, st.booleans())
def test_resizing_a_turned_layer_keeps_the_corner_across(
    frame: Frame, handle: str, dx: float, dy: float, keeps_shape: bool
) -> None:
    after = geo.resized(frame, handle, dx, dy, keeps_shape=keeps_shape)
    kept = geo.handle_place(after, _across(handle))
    assert kept == pytest.approx(geo.handle_place(frame, _across(handle)), abs=1e-6)
    assert after.width > 0
    assert after.height > 0
    assert after.angle_deg == frame.angle_deg


@given(FRAMES, st.sampled_from(CORNERS), STEPS, STEPS)
def test_a_corner_keeps_the_shape(frame: Frame, handle: str, dx: float, dy: float) -> None:
    after = geo.resized(frame, handle, dx, dy, keeps_shape=True)
    assert after.width / after.height == pytest.approx(frame.width / frame.height, rel=1e-6)


@given(FRAMES, st.sampled_from(CORNERS), st.floats(0, 400), st.floats(0, 400))
def test_a_freed_corner_follows_the_pointer(
    frame: Frame, handle: str, across: float, down: float
) -> None:
    side_x, side_y = geo.side_of(handle)
    turned = Frame(0, 0, 1, 1, frame.angle_deg)
    dx, dy = turned.outward(side_x * across, side_y * down)
    after = geo.resized(frame, handle, dx, dy, keeps_shape=False)
    x, y = geo.handle_place(frame, handle)
    assert geo.handle_place(after, handle) == pytest.approx((x + dx, y + dy), abs=1e-6)


@given(FRAMES, STEPS, STEPS, st.floats(-360, 360))
def test_turning_about_a_point_keeps_the_distance_and_goes_back(
    frame: Frame, x: float, y: float, by_deg: float
) -> None:
    after = geo.turned_about(frame, x, y, by_deg)
    assert math.dist((after.x, after.y), (x, y)) == pytest.approx(
        math.dist((frame.x, frame.y), (x, y)), abs=1e-5
    )
    assert -180 < after.angle_deg <= 180
    back = geo.turned_about(after, x, y, -by_deg)
    assert (back.x, back.y) == pytest.approx((frame.x, frame.y), abs=1e-5)


def test_parts_follow_the_whole() -> None:
    before, after = Frame(100, 100, 200, 100), Frame(200, 150, 400, 200)
    part = geo.followed(Frame(50, 75, 100, 50), before, after)
    assert part == Frame(100, 100, 200, 100)
    turned = geo.followed(Frame(100, 100, 100, 50, 90), before, Frame(100, 100, 400, 100))
    assert (turned.width, turned.height) == pytest.approx((100, 100))


def test_one_frame_is_its_own_whole_and_several_have_one_around() -> None:
    turned = Frame(10, 10, 4, 4, 45)
    assert geo.around((turned,)) == turned
    assert geo.around((Frame(10, 10, 10, 10), Frame(30, 10, 10, 20))) == Frame(20, 10, 30, 20)


def test_a_box_stays_within_what_a_show_allows() -> None:
    box = geo.box_of(Frame(1e6, -1e6, 1e6, 0.01), CANVAS)
    assert box == Box(8.0, -8.0, 16.0, 0.001)

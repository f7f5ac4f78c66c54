import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box, Canvas, Crop, Fit
from studio.ui.stage import geometry as geo
from studio.ui.stage.drag import Act, Drag, Keys, Part, Pose
from studio.ui.stage.snapping import Targets, targets_of

CANVAS = Canvas(1000, 1000)
FREE = Keys(is_free=True)


def part(box: Box, rotation_deg: float = 0.0, name: str = "a") -> Part:
    return Part(Pose(name, box, Crop(), rotation_deg))


def drag(act: Act, handle: str, start: tuple[float, float], *parts: Part) -> Drag:
    return Drag(act, handle, start, parts, CANVAS, targets_of(CANVAS, []))


def test_several_move_as_one_and_stick_as_one() -> None:
    two = (part(Box(0.1, 0.1, 0.1, 0.1)), part(Box(0.3, 0.3, 0.1, 0.1), name="b"))
    step = drag(Act.MOVE, "", (150, 150), *two).at(53, 140, Keys(), 8)
    assert [pose.box.x for pose in step.poses] == pytest.approx([0.0, 0.2])
    assert step.across == (0.0,)
    assert drag(Act.MOVE, "", (150, 150), *two).at(53, 140, FREE, 8).across == ()


def test_a_move_sticks_to_another_layer() -> None:
    targets = targets_of(CANVAS, [geo.Frame(700, 700, 100, 100)])
    moving = Drag(Act.MOVE, "", (0, 0), (part(Box(0.1, 0.1, 0.1, 0.1)),), CANVAS, targets)
    step = moving.at(447, 300, Keys(), 8)
    assert step.poses[0].box.x == pytest.approx(0.55)
    assert step.across == (650.0,)


def test_a_corner_that_meets_a_line_keeps_the_shape() -> None:
    step = drag(Act.RESIZE, "se", (300, 200), part(Box(0.1, 0.1, 0.2, 0.1))).at(497, 280, Keys(), 8)
    box = step.poses[0].box
    assert (box.x, box.y) == (0.1, 0.1)
    assert box.x + box.width == pytest.approx(0.5)
    assert box.width / box.height == pytest.approx(2.0)
    assert step.across == (500.0,)


def test_a_quarter_turn_sticks_too() -> None:
    standing = part(Box(0.2, 0.3, 0.4, 0.2), 90.0)  # reaches from 300 to 500 and 200 to 600
    step = drag(Act.RESIZE, "e", (400, 600), standing).at(400, 946, Keys(), 8)
    assert step.down == (950.0,)
    frame = geo.frame_of(step.poses[0].box, 90.0, CANVAS)
    assert frame.bounds() == pytest.approx((300, 200, 500, 950))


def test_a_tilted_layer_sticks_to_nothing_while_it_is_resized() -> None:
    step = drag(Act.RESIZE, "e", (400, 600), part(Box(0.2, 0.3, 0.4, 0.2), 30.0)).at(
        500, 500, Keys(), 50
    )
    assert (step.across, step.down) == ((), ())


def test_several_are_resized_about_the_corner_across() -> None:
    two = (part(Box(0.1, 0.1, 0.1, 0.1)), part(Box(0.3, 0.3, 0.1, 0.1), name="b"))
    step = drag(Act.RESIZE, "se", (400, 400), *two).at(700, 700, FREE, 8)
    assert step.poses[0].box == Box(0.1, 0.1, 0.2, 0.2)
    assert step.poses[1].box == Box(0.5, 0.5, 0.2, 0.2)


def test_turning_sticks_to_fifteen_degrees_unless_it_is_free() -> None:
    turning = drag(Act.TURN, "turn", (500, 300), part(Box(0.4, 0.4, 0.2, 0.2)))
    assert turning.at(691, 492, Keys(), 8).poses[0].rotation_deg == 90.0
    assert turning.at(691, 492, FREE, 8).poses[0].rotation_deg == pytest.approx(87.6, abs=0.1)


def test_several_turn_about_their_middle() -> None:
    two = (part(Box(0.2, 0.4, 0.2, 0.2)), part(Box(0.6, 0.4, 0.2, 0.2), name="b"))
    step = drag(Act.TURN, "turn", (500, 300), *two).at(700, 500, Keys(), 8)
    assert [pose.rotation_deg for pose in step.poses] == [90.0, 90.0]
    assert (step.poses[0].box.x, step.poses[0].box.y) == pytest.approx((0.4, 0.2))
    assert (step.poses[1].box.x, step.poses[1].box.y) == pytest.approx((0.4, 0.6))


def test_cropping_moves_edge_and_crop_together() -> None:
    one = Part(Pose("a", Box(0.2, 0.2, 0.4, 0.4), Crop()), Fit.CONTAIN, (1600, 800))
    step = drag(Act.CROP, "w", (200, 400), one).at(300, 400, FREE, 8)
    assert step.poses[0].crop == Crop(left=0.25)
    assert step.poses[0].box == Box(0.3, 0.3, 0.3, 0.2)


@given(
    st.floats(-179, 179),
    st.sampled_from(geo.HANDLES),
    st.floats(-400, 400),
    st.floats(-400, 400),
)
def test_a_resized_turned_layer_keeps_the_corner_across(
    angle_deg: float, handle: str, dx: float, dy: float
) -> None:
    before = part(Box(0.3, 0.4, 0.4, 0.2), angle_deg)
    start = geo.handle_place(geo.frame_of(before.pose.box, angle_deg, CANVAS), handle)
    step = drag(Act.RESIZE, handle, start, before).at(start[0] + dx, start[1] + dy, FREE, 0)
    after = geo.frame_of(step.poses[0].box, angle_deg, CANVAS)
    opposite = handle.translate(str.maketrans("nsew", "snwe"))
    before_frame = geo.frame_of(before.pose.box, angle_deg, CANVAS)
    assert geo.handle_place(after, opposite) == pytest.approx(
        geo.handle_place(before_frame, opposite), abs=0.02
    )


@given(st.floats(-3000, 3000), st.floats(-3000, 3000), st.booleans())
def test_a_move_keeps_size_and_turn(x: float, y: float, is_free: bool) -> None:
    moving = drag(Act.MOVE, "", (0, 0), part(Box(0.1, 0.2, 0.3, 0.4), 33.0))
    pose = moving.at(x, y, Keys(is_free=is_free), 8).poses[0]
    assert (pose.box.width, pose.box.height, pose.rotation_deg) == (0.3, 0.4, 33.0)


def test_without_targets_nothing_sticks() -> None:
    moving = Drag(Act.MOVE, "", (0, 0), (part(Box(0.1, 0.1, 0.1, 0.1)),), CANVAS, Targets())
    assert moving.at(-99, 0, Keys(), 8).across == ()

from dataclasses import replace

from studio.core.scene import Box, Canvas, Layer
from studio.ui.stage.contents import Contents
from studio.ui.stage.drag import Act, Keys
from studio.ui.stage.hands import Grip, Hands, Reach
from studio.ui.stage.picking import Picked

REACH = Reach(10.0, 8.0, 3.0, 30.0)
FREE = Keys(is_free=True)
A = Layer("a", "A", "s", box=Box(0.1, 0.1, 0.2, 0.2))
B = Layer("b", "B", "s", box=Box(0.6, 0.6, 0.2, 0.2))
CONTENTS = Contents((A, B), (), Canvas(1000, 1000))


def hands(*selected: str) -> Hands:
    made = Hands()
    made.show(CONTENTS, Picked(selected))
    return made


def press(made: Hands, x: float, y: float, *, is_adding: bool = False, crops: bool = False) -> None:
    made.press(x, y, REACH, is_adding=is_adding, crops=crops)


def test_a_press_picks_and_a_drag_moves_at_once() -> None:
    made = hands()
    press(made, 200, 200)
    assert made.picked == Picked(("a",))
    assert made.move(201, 201, FREE, REACH) == ()
    poses = made.move(300, 250, FREE, REACH)
    assert made.act is Act.MOVE
    assert poses[0].box == Box(0.2, 0.15, 0.2, 0.2)
    assert made.selected()[0].box == poses[0].box
    assert made.move(300, 250, FREE, REACH) == ()  # nothing new
    made.release()
    assert made.grip is Grip.NONE
    assert made.act is None


def test_the_show_catches_up() -> None:
    made = hands("a")
    press(made, 200, 200)
    (pose,) = made.move(300, 250, FREE, REACH)
    made.show(CONTENTS, made.picked)
    assert "a" in made.poses  # the drag goes on
    made.release()
    reached = replace(CONTENTS, layers=(Layer("a", "A", "s", box=pose.box), B))
    made.show(reached, made.picked)
    assert made.poses == {}


def test_cropping_takes_one_layer_and_several_are_resized() -> None:
    made = hands("a")
    press(made, 100, 200, crops=True)
    made.move(150, 200, FREE, REACH)
    assert made.act is Act.CROP
    made = hands("a", "b")
    press(made, 100, 450, crops=True)
    made.move(150, 450, FREE, REACH)
    assert made.act is Act.RESIZE
    assert {pose.layer_id for pose in made.step.poses} == {"a", "b"}


def test_going_back_ends_a_drag_then_the_selection() -> None:
    made = hands("a")
    press(made, 200, 200)
    made.move(300, 250, FREE, REACH)
    (pose,) = made.go_back()
    assert pose.box == A.box
    assert made.picked == Picked(("a",))
    assert made.go_back() == ()
    assert made.picked == Picked()


def test_a_nudge_begins_where_the_last_one_ended() -> None:
    made = hands("a", "b")
    made.nudge(10, 0)
    first, second = made.nudge(10, 0)
    assert (first.box.x, second.box.x) == (0.12, 0.62)
    made.settle()
    assert made.selected()[0].box == A.box
    assert hands().nudge(1, 1) == ()


def test_a_menu_keeps_a_selection_that_it_meets() -> None:
    made = hands("a", "b")
    made.pick_for_menu(200, 200)
    assert made.picked == Picked(("a", "b"))
    made.pick_for_menu(500, 500)
    assert made.picked == Picked()
    assert made.whole() is None


def test_a_band_begins_on_nothing() -> None:
    made = hands()
    press(made, 500, 500)
    made.move(700, 700, FREE, REACH)
    assert made.grip is Grip.BANDING
    assert made.picked == Picked(("b",))
    made.go_back()
    assert made.picked == Picked()

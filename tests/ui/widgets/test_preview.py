from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Box, Canvas, Group, Layer
from studio.ui.stage.contents import Contents
from studio.ui.stage.drag import Act, Pose
from studio.ui.stage.geometry import frame_of, handle_place, turn_place
from studio.ui.stage.picking import Picked
from studio.ui.theme import Theme
from studio.ui.widgets.preview import PreviewView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CANVAS = Canvas(1280, 720)
LAYERS = (
    Layer("film", "Film", "film", is_locked=True),
    Layer("card", "Card", "card", box=Box(0.1, 0.1, 0.2, 0.2)),
    Layer("tilted", "Tilted", "tilted", box=Box(0.6, 0.1, 0.3, 0.1), rotation_deg=90.0),
    Layer("one", "One", "one", box=Box(0.1, 0.6, 0.1, 0.1), group_id="g"),
    Layer("two", "Two", "two", box=Box(0.3, 0.6, 0.1, 0.1), group_id="g"),
)
CONTENTS = Contents(LAYERS, (Group("g", "Pair"),), CANVAS)


class Desk:
    """A preview of 820 × 470: with its margins the canvas takes 800 × 450."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.view = PreviewView(theme, lambda: "The picture comes in a moment")
        qtbot.addWidget(self.view)
        self.view.resize(820, 470)
        self.view.show()
        self.picked: list[Picked] = []
        self.posed: list[tuple[tuple[Pose, ...], Act, str]] = []
        self.opened: list[str] = []
        self.view.picked.connect(self.picked.append)
        self.view.posed.connect(lambda *said: self.posed.append(said))
        self.view.opened.connect(self.opened.append)
        self.select()

    def select(self, *layer_ids: str) -> None:
        self.view.show_contents(CONTENTS, Picked(layer_ids))
        self.picked.clear()

    @property
    def chosen(self) -> list[str]:
        return list(self.view.hands.picked.layer_ids)

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.view, LEFT, keys, self.point(x, y))

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        keys: Qt.KeyboardModifier = CTRL,
        *,
        is_let_go: bool = True,
    ) -> None:
        """By fractions of the canvas; the keys are held after the press, as a hand does."""
        QTest.mousePress(self.view, LEFT, keys & ALT, self.point(*start))
        half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for place in (half, end):
            self.move(place, keys)
        if is_let_go:
            QTest.mouseRelease(self.view, LEFT, keys, self.point(*end))

    def move(self, place: tuple[float, float], keys: Qt.KeyboardModifier) -> None:
        at = QPointF(self.point(*place))
        event = QMouseEvent(QEvent.Type.MouseMove, at, self.view.mapToGlobal(at), LEFT, LEFT, keys)
        QApplication.sendEvent(self.view, event)

    def last(self) -> dict[str, Pose]:
        return {pose.layer_id: pose for pose in self.posed[-1][0]}

    @staticmethod
    def point(x: float, y: float) -> QPoint:
        return QPoint(round(10 + x * 800), round(10 + y * 450))


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    return Desk(qtbot, theme)


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[PreviewWriter]:
    writer = PreviewWriter(tmp_path / "preview.ring", 16, 9)
    yield writer
    writer.close()


def fraction(x: float, y: float) -> tuple[float, float]:
    return x / CANVAS.width_px, y / CANVAS.height_px


def test_a_click_picks_the_topmost_layer_and_beside_the_picture_none(desk: Desk) -> None:
    desk.click(0.2, 0.2)
    desk.click(0.5, 0.9)
    QTest.mouseClick(desk.view, LEFT, pos=QPoint(2, 2))
    assert [one.layer_ids for one in desk.picked] == [("card",), ("film",), ()]


def test_a_turned_layer_is_met_where_it_is_seen(desk: Desk) -> None:
    frame = frame_of(LAYERS[2].box, 90.0, CANVAS)
    desk.click(*fraction(frame.x, frame.y + frame.width / 2 - 8))
    assert desk.chosen == ["tilted"]
    desk.click(*fraction(frame.x + frame.width / 2 - 8, frame.y))
    assert desk.chosen == ["film"]


def test_shift_and_ctrl_add_and_take_away(desk: Desk) -> None:
    desk.click(0.2, 0.2)
    desk.click(0.75, 0.15, SHIFT)
    assert desk.chosen == ["card", "tilted"]
    desk.click(0.2, 0.2, CTRL)
    assert desk.chosen == ["tilted"]


def test_a_click_on_one_of_several_leaves_only_that(desk: Desk) -> None:
    desk.select("card", "tilted")
    desk.click(0.2, 0.2)
    assert desk.chosen == ["card"]


def test_a_rubber_band_selects_what_it_touches(desk: Desk) -> None:
    desk.drag((0.02, 0.05), (0.74, 0.3), NONE)
    assert desk.chosen == ["card", "tilted"]
    assert desk.posed == []
    desk.drag((0.02, 0.55), (0.15, 0.65), NONE)  # a group is touched as a whole
    assert desk.chosen == ["one", "two"]


def test_a_drag_moves_all_that_is_selected_as_one(desk: Desk) -> None:
    desk.select("card", "tilted")
    desk.drag((0.2, 0.2), (0.3, 0.3))
    after = desk.last()
    assert (after["card"].box.x, after["card"].box.y) == pytest.approx((0.2, 0.2), abs=0.005)
    assert after["tilted"].box.x == pytest.approx(0.7, abs=0.005)
    assert after["tilted"].rotation_deg == 90.0
    assert len({key for _, _, key in desk.posed}) == 1
    desk.drag((0.3, 0.3), (0.35, 0.35))
    assert len({key for _, _, key in desk.posed}) == 2
    assert {act for _, act, _ in desk.posed} == {Act.MOVE}


def test_a_small_jerk_is_a_click(desk: Desk) -> None:
    QTest.mousePress(desk.view, LEFT, NONE, desk.point(0.2, 0.2))
    QTest.mouseRelease(desk.view, LEFT, NONE, desk.point(0.2, 0.2) + QPoint(2, 1))
    assert desk.chosen == ["card"]
    assert desk.posed == []


def test_a_move_sticks_to_the_canvas_and_ctrl_is_free_of_it(desk: Desk) -> None:
    desk.select("card")
    desk.drag((0.2, 0.2), (0.104, 0.2), NONE)
    assert desk.last()["card"].box.x == 0.0
    desk.view.hands.settle()
    desk.drag((0.2, 0.2), (0.104, 0.2), CTRL)
    assert desk.last()["card"].box.x == pytest.approx(0.004, abs=0.001)


def test_a_handle_resizes_a_turned_layer_about_the_corner_across(desk: Desk) -> None:
    desk.select("tilted")
    before = frame_of(LAYERS[2].box, 90.0, CANVAS)
    start = handle_place(before, "se")
    desk.drag(fraction(*start), fraction(start[0] - 100, start[1] + 200), CTRL | SHIFT)
    assert desk.posed[-1][1] is Act.RESIZE
    after = frame_of(desk.last()["tilted"].box, 90.0, CANVAS)
    assert handle_place(after, "nw") == pytest.approx(handle_place(before, "nw"), abs=0.1)
    assert (after.width, after.height) == pytest.approx(
        (before.width + 200, before.height + 100), abs=2
    )


def test_alt_crops(desk: Desk) -> None:
    desk.select("card")
    desk.drag((0.1, 0.2), (0.15, 0.2), ALT | CTRL)
    pose = desk.last()["card"]
    assert desk.posed[-1][1] is Act.CROP
    assert pose.crop.left == pytest.approx(0.25, abs=0.01)
    assert pose.box.x == pytest.approx(0.15, abs=0.005)
    assert pose.box.x + pose.box.width == pytest.approx(0.3, abs=0.001)


def test_the_handle_above_turns_by_fifteen_degrees(desk: Desk) -> None:
    desk.select("card")
    frame = frame_of(LAYERS[1].box, 0.0, CANVAS)
    start = turn_place(frame, desk.view.reach().arm)
    desk.drag(fraction(*start), fraction(frame.x + 200, frame.y + 8), NONE)
    assert desk.posed[-1][1] is Act.TURN
    assert desk.last()["card"].rotation_deg == 90.0


def test_the_turning_handle_goes_inside_where_there_is_no_room_above(desk: Desk) -> None:
    desk.select("card")
    assert desk.view.reach().arm > 0
    whole = Layer("all", "All", "all")
    desk.view.show_contents(Contents((whole,), (), CANVAS), Picked(("all",)))
    assert desk.view.reach().arm < 0


def test_a_thin_layer_can_be_taken_between_its_handles(desk: Desk) -> None:
    thin = Layer("thin", "Thin", "thin", box=Box(0.0, 0.5, 1.0, 0.03))
    desk.view.show_contents(Contents((thin,), (), CANVAS), Picked(("thin",)))
    desk.drag((0.5, 0.515), (0.5, 0.6))
    assert {act for _, act, _ in desk.posed} == {Act.MOVE}


def test_escape_takes_a_drag_back(desk: Desk) -> None:
    desk.select("card")
    desk.drag((0.2, 0.2), (0.4, 0.4), is_let_go=False)
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.last()["card"].box == LAYERS[1].box
    assert desk.chosen == ["card"]
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.chosen == []


def test_a_locked_layer_stays(desk: Desk) -> None:
    desk.select("film")
    desk.drag((0.5, 0.9), (0.6, 0.95))
    QTest.keyClick(desk.view, Qt.Key.Key_Left)
    assert desk.posed == []


def test_a_layer_beneath_others_is_dragged_when_it_is_selected(desk: Desk) -> None:
    above = Layer("above", "Above", "above")
    contents = Contents((LAYERS[1], above), (), CANVAS)
    desk.view.show_contents(contents, Picked(("card",)))
    desk.drag((0.2, 0.2), (0.3, 0.3))
    assert set(desk.last()) == {"card"}


def test_the_arrows_nudge_all_and_add_up_before_the_show_answers(desk: Desk) -> None:
    desk.select("card", "tilted")
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    QTest.keyClick(desk.view, Qt.Key.Key_Right, SHIFT)
    after = desk.last()
    assert after["card"].box.x == pytest.approx(0.1 + 22 / 1280, abs=1e-5)
    assert after["tilted"].box.x == pytest.approx(0.6 + 22 / 1280, abs=1e-5)
    assert len({key for _, _, key in desk.posed}) == 1


def test_a_double_click_goes_into_a_group_and_escape_out_of_it(desk: Desk) -> None:
    desk.click(0.15, 0.65)
    assert desk.chosen == ["one", "two"]
    QTest.mouseDClick(desk.view, LEFT, NONE, desk.point(0.15, 0.65))
    assert desk.view.hands.picked == Picked(("one",), "g")
    desk.drag((0.15, 0.65), (0.2, 0.7))
    assert set(desk.last()) == {"one"}
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.hands.picked == Picked(("one", "two"))


def test_a_double_click_or_enter_opens(desk: Desk) -> None:
    QTest.mouseDClick(desk.view, LEFT, NONE, desk.point(0.2, 0.2))
    desk.select("tilted")
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.opened == ["card", "tilted"]


def test_poses_hold_until_the_show_has_them(desk: Desk) -> None:
    desk.select("card")
    desk.drag((0.2, 0.2), (0.3, 0.3))
    lies = desk.last()["card"].box
    desk.view.show_contents(CONTENTS, Picked(("card",)))  # an earlier state comes in
    assert desk.view.hands.selected()[0].box == lies
    desk.view.hands.settle()
    assert desk.view.hands.selected()[0].box == LAYERS[1].box


def test_a_right_click_selects_what_the_menu_is_for(desk: Desk) -> None:
    asked: list[QPoint] = []
    desk.view.menu_wanted.connect(asked.append)
    QTest.mousePress(desk.view, Qt.MouseButton.RightButton, NONE, desk.point(0.2, 0.2))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(), desk.view.mapToGlobal(QPoint())
    )
    QApplication.sendEvent(desk.view, event)
    assert desk.chosen == ["card"]
    assert desk.view.mapFromGlobal(asked[0]) == desk.point(0.2, 0.2)


def test_the_wheel_and_space_look_nearer_and_elsewhere(desk: Desk) -> None:
    view, at = desk.view, QPointF(410, 235)
    zoom = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, zoom)
    assert view.viewport.zoom > 1.2
    before = view.viewport.way_x
    QTest.keyPress(view, Qt.Key.Key_Space)
    QTest.mousePress(view, LEFT, NONE, QPoint(400, 200))
    QTest.mouseMove(view, QPoint(440, 200))
    QTest.mouseRelease(view, LEFT, NONE, QPoint(440, 200))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.viewport.way_x == pytest.approx(before + 40)
    assert desk.posed == []
    view.zoom(0)
    assert view.viewport.is_fitted


def test_what_falls_on_it_is_told_with_its_place(desk: Desk) -> None:
    fallen: list[tuple[QMimeData, QPointF]] = []
    desk.view.dropped.connect(lambda *said: fallen.append(said))
    data = QMimeData()
    data.setText("Hello")
    event = QDropEvent(QPointF(desk.point(0.5, 0.5)), Qt.DropAction.CopyAction, data, LEFT, NONE)
    desk.view.dropEvent(event)
    assert fallen[0][0].text() == "Hello"
    assert (fallen[0][1].x(), fallen[0][1].y()) == pytest.approx((640, 360), abs=1)


def test_a_layer_outside_of_the_canvas_can_be_taken(desk: Desk) -> None:
    outside = Layer("out", "Out", "out", box=Box(1.02, 0.2, 0.3, 0.3))
    desk.view.show_contents(Contents((outside,), (), CANVAS), Picked())
    desk.view.zoom(-4)
    left, top, width, height = desk.view.viewport.place()
    at = QPoint(round(left + 1.1 * width), round(top + 0.3 * height))
    QTest.mouseClick(desk.view, LEFT, pos=at)
    assert desk.chosen == ["out"]


def test_it_paints_everything_at_once(desk: Desk, ring: PreviewWriter) -> None:
    desk.view.show_safe_areas(True)
    plain = desk.view.grab().toImage()
    desk.select("card", "tilted")
    desk.drag((0.2, 0.2), (0.104, 0.2), NONE, is_let_go=False)
    assert desk.view.grab().toImage() != plain
    upright = Contents(LAYERS, (), Canvas(720, 1280))
    desk.view.show_contents(upright, Picked())
    assert not desk.view.grab().isNull()

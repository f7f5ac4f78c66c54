from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Box, Canvas, Layer
from studio.core.status import PreviewInfo
from studio.ui.theme import Theme
from studio.ui.widgets.preview import PreviewView

_PATIENCE_MS = 30_000
_LAYERS = (
    Layer("film", "Film", "film"),
    Layer("card", "Card", "card", box=Box(0.1, 0.1, 0.2, 0.2)),
    Layer("logo", "Logo", "logo", box=Box(0.7, 0.7, 0.2, 0.2), is_locked=True),
)


class Desk:
    """A preview of 800 × 450, where a fraction is easy to find, and what it said."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.view = PreviewView(theme, lambda: "The picture comes in a moment")
        qtbot.addWidget(self.view)
        self.view.resize(800, 450)
        self.view.show()
        self.picked: list[str] = []
        self.placed: list[tuple[str, Box, str]] = []
        self.view.picked.connect(self.picked.append)
        self.view.placed.connect(lambda *said: self.placed.append(said))

    def select(self, layer_id: str) -> None:
        self.view.set_layers(_LAYERS, Canvas(1280, 720), layer_id)

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.AltModifier,
    ) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(self.view, left, keys, self.point(*start))
        half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for place in (half, end):
            QTest.mouseMove(self.view, self.point(*place))
        QTest.mouseRelease(self.view, left, keys, self.point(*end))

    @staticmethod
    def point(x: float, y: float) -> QPoint:
        return QPoint(round(x * 800), round(y * 450))


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    made = Desk(qtbot, theme)
    made.select("card")
    return made


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[PreviewWriter]:
    writer = PreviewWriter(tmp_path / "preview.ring", 16, 9)
    yield writer
    writer.close()


def middle_of(view: PreviewView) -> tuple[int, int, int]:
    colour = view.grab().toImage().pixelColor(400, 225)
    return colour.red(), colour.green(), colour.blue()


def test_it_shows_the_newest_picture(qtbot: QtBot, desk: Desk, ring: PreviewWriter) -> None:
    assert not desk.view.has_picture
    desk.view.open(PreviewInfo(str(ring.path), 16, 9))
    ring.write(bytes((0, 0, 200, 255)) * 144)
    qtbot.waitUntil(lambda: desk.view.has_picture, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: middle_of(desk.view) == (200, 0, 0), timeout=_PATIENCE_MS)
    ring.write(bytes((0, 180, 0, 255)) * 144)
    qtbot.waitUntil(lambda: middle_of(desk.view) == (0, 180, 0), timeout=_PATIENCE_MS)


def test_a_ring_that_is_not_there_is_no_picture(desk: Desk, tmp_path: Path) -> None:
    desk.view.open(PreviewInfo(str(tmp_path / "none.ring"), 16, 9))
    assert not desk.view.has_picture
    assert len({middle_of(desk.view)}) == 1


def test_a_click_picks_the_topmost_layer_and_beside_the_picture_none(desk: Desk) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(desk.view, left, pos=desk.point(0.22, 0.22))
    QTest.mouseClick(desk.view, left, pos=desk.point(0.5, 0.5))
    QTest.mouseClick(desk.view, left, pos=desk.point(0.8, 0.8))
    desk.view.resize(1000, 450)
    QTest.mouseClick(desk.view, left, pos=QPoint(20, 200))
    assert desk.picked == ["card", "film", "logo", ""]


def test_a_drag_moves_the_layer(desk: Desk) -> None:
    desk.drag((0.22, 0.24), (0.42, 0.34))
    layer_id, box, key = desk.placed[-1]
    assert layer_id == "card"
    assert (box.x, box.y) == pytest.approx((0.3, 0.2), abs=0.02)
    assert (box.width, box.height) == (0.2, 0.2)
    assert {said[2] for said in desk.placed} == {key}


def test_each_drag_is_a_step_of_its_own_to_undo(desk: Desk) -> None:
    desk.drag((0.22, 0.24), (0.3, 0.3))
    desk.drag((0.22, 0.24), (0.3, 0.3))
    assert len({said[2] for said in desk.placed}) == 2


def test_a_handle_resizes(desk: Desk) -> None:
    desk.drag((0.3, 0.3), (0.5, 0.5))
    _, box, _ = desk.placed[-1]
    assert (box.x, box.y) == (0.1, 0.1)
    assert (box.width, box.height) == pytest.approx((0.4, 0.4), abs=0.01)


def test_a_locked_layer_stays(desk: Desk) -> None:
    desk.select("logo")
    desk.drag((0.8, 0.8), (0.5, 0.5))
    QTest.keyClick(desk.view, Qt.Key.Key_Left)
    assert desk.placed == []


def test_the_arrows_nudge_and_escape_lets_go(desk: Desk) -> None:
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    QTest.keyClick(desk.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    (_, right, _), (_, up, _) = desk.placed
    assert right.x == pytest.approx(0.1 + 2 / 1280, abs=1e-5)
    assert up.y == pytest.approx(0.1 - 20 / 720, abs=1e-5)
    assert desk.picked == [""]


def test_an_upright_canvas_is_shown_whole(desk: Desk, ring: PreviewWriter) -> None:
    desk.view.set_layers(_LAYERS, Canvas(720, 1280), "")
    QTest.mouseClick(desk.view, Qt.MouseButton.LeftButton, pos=QPoint(400, 225))
    QTest.mouseClick(desk.view, Qt.MouseButton.LeftButton, pos=QPoint(100, 225))
    assert desk.picked == ["film", ""]

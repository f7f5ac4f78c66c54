import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeSecondCanvas, PlaceLayers
from studio.core.messages.requests import ApplyEdit
from studio.core.scene import Canvas
from studio.core.second_canvas import places_of
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.second_picture import SecondPicture
from studio.ui.streamer.stage_parts import StageParts
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


class Desk:
    """Both views side by side, as the window has them."""

    def __init__(
        self, qtbot: QtBot, parent: QWidget, parts: StageParts, pictures: Pictures
    ) -> None:
        self.qtbot, self.parts, self.second = qtbot, parts, parts.second
        for place, view in enumerate((parts.view, parts.second)):
            view.setParent(parent)
            view.setGeometry(place * 400, 0, 390, 580)
        parts.view.show()
        self.second.follow(pictures, parts.view)

    def wait(self, is_on: bool) -> None:
        self.qtbot.waitUntil(lambda: self.second.is_on is is_on, timeout=_PATIENCE_MS)


@pytest.fixture
def desk(qtbot: QtBot, parent: QWidget, session: Session, theme: Theme, pictures: Pictures) -> Desk:
    parts = StageParts(session, theme, lambda: "", lambda _button: None)
    session.show_changed.emit()
    return Desk(qtbot, parent, parts, pictures)


def test_the_switch_makes_the_canvas_and_shows_it(desk: Desk, studio: FakeStudio) -> None:
    assert not desk.second.is_on
    assert desk.second.word == "Upright"
    desk.second.toggle()
    desk.wait(is_on=True)
    assert studio.show.second_canvas == Canvas(720, 1280)
    assert {"Upright", "720 × 1280"} <= set(texts_of(desk.second))
    desk.second.toggle()
    assert not desk.second.is_on
    assert studio.show.second_canvas is not None  # put away, and who watches it sees it still
    desk.second.toggle()
    desk.second.switch_off()
    desk.wait(is_on=False)
    assert studio.show.second_canvas is None


def test_a_drag_there_moves_the_layer_only_there(desk: Desk, studio: FakeStudio) -> None:
    desk.second.toggle()
    desk.wait(is_on=True)
    before = studio.show.scenes[0].layers
    place = places_of(studio.show, studio.show.scenes[0])["cam"].box
    view = desk.second.view
    x, y = view.viewport.to_widget(
        (place.x + place.width / 2) * 720, (place.y + place.height / 2) * 1280
    )
    start = QPoint(round(x), round(y))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view, left, pos=start)
    QTest.mousePress(view, left, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + QPoint(5 * step, 3 * step))
    QTest.mouseRelease(view, left, pos=start + QPoint(25, 15))
    desk.qtbot.waitUntil(
        lambda: any(layer.second for layer in studio.show.scenes[0].layers), timeout=_PATIENCE_MS
    )
    asked = [one.edit for one in studio.asked if isinstance(one, ApplyEdit)]
    assert isinstance(asked[-1], PlaceLayers)
    after = studio.show.scenes[0].layers
    assert [layer.box for layer in after] == [layer.box for layer in before]
    assert studio.history.undo_name.startswith("Move ")


def test_acts_go_where_one_works(desk: Desk, studio: FakeStudio, qtbot: QtBot) -> None:
    desk.second.toggle()
    desk.wait(is_on=True)
    desk.parts.selection.choose("film")
    desk.second.view.window().activateWindow()
    desk.second.view.setFocus()
    qtbot.waitUntil(lambda: desk.second.is_touched, timeout=_PATIENCE_MS)
    desk.parts.acts.turn(90.0)
    qtbot.waitUntil(lambda: studio.history.undo_name == "Turn Film", timeout=_PATIENCE_MS)
    film = studio.show.scenes[0].layers[1]
    assert film.second is not None
    assert (film.rotation_deg, film.second.rotation_deg) == (0.0, 90.0)
    desk.parts.view.setFocus()
    qtbot.waitUntil(lambda: not desk.second.is_touched, timeout=_PATIENCE_MS)
    desk.parts.acts.turn(90.0)
    qtbot.waitUntil(
        lambda: studio.show.scenes[0].layers[1].rotation_deg == 90.0, timeout=_PATIENCE_MS
    )


def test_it_takes_the_room_that_its_shape_needs(desk: Desk, session: Session) -> None:
    assert desk.second.wide_px(1000, 600) == 0
    desk.second.toggle()
    desk.wait(is_on=True)
    assert 250 < desk.second.wide_px(1000, 600) < 400
    assert desk.second.wide_px(500, 900) <= 210  # most of a narrow room is for the first
    with desk.qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(ChangeSecondCanvas(Canvas(1280, 720)))
    assert desk.second.word == "Wide"


def test_a_window_asks_for_it_only_while_it_is_shown(
    desk: Desk, pictures: Pictures, theme: Theme, session: Session
) -> None:
    other = SecondPicture(session, theme)
    other.toggle()
    desk.wait(is_on=True)
    assert pictures.second.path == ""  # nobody composes it here
    other.deleteLater()

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import SwitchScene
from studio.core.scene import Layer
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage.clipboard import StylePart
from studio.ui.streamer.clip_acts import ClipActs
from studio.ui.streamer.layer_acts import LayerActs
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class Desk:
    def __init__(self, qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
        self._qtbot = qtbot
        self.session, self.studio = session, studio
        self.selection = Selection(session)
        self.acts = LayerActs(session, self.selection)
        self.other: list[QMimeData] = []
        self.clips = ClipActs(session, self.selection, self.acts, self.other.append)
        session.show_changed.emit()

    def do(self, act: Callable[[], object]) -> None:
        with self._qtbot.waitSignal(self.session.show_changed, timeout=_PATIENCE_MS):
            act()

    def layers(self, scene: int = 0) -> tuple[Layer, ...]:
        return self.studio.show.scenes[scene].layers


@pytest.fixture
def desk(qtbot: QtBot, session: Session, studio: FakeStudio) -> Desk:
    QGuiApplication.clipboard().clear()
    return Desk(qtbot, session, studio)


def test_layers_go_from_one_scene_into_another(desk: Desk) -> None:
    desk.selection.choose("cam", "back")
    desk.clips.copy()
    desk.do(lambda: desk.session.ask(SwitchScene("two")))
    desk.do(desk.clips.paste)
    assert [layer.source_id for layer in desk.layers(1)] == ["film", "back", "cam"]
    assert set(desk.selection.layer_ids) == {layer.id for layer in desk.layers(1)[1:]}
    assert desk.studio.history.undo_name == "Add 2 layers"


def test_what_was_cut_comes_back_with_its_source(desk: Desk) -> None:
    desk.selection.choose("cam")
    desk.do(desk.clips.cut)
    assert desk.studio.show.source("cam") is None
    desk.do(desk.clips.paste_own)
    assert desk.studio.show.source("cam") is not None
    assert desk.layers()[-1].name == "Camera"


def test_a_duplicate_lies_just_above_with_a_colour_of_its_own(desk: Desk) -> None:
    desk.selection.choose("back")
    desk.do(desk.clips.duplicate)
    assert [layer.name for layer in desk.layers()] == ["Back", "Back", "Film", "Camera"]
    assert desk.layers()[1].source_id != "back"
    assert desk.selection.only == desk.layers()[1].id


def test_a_style_is_given_to_several(desk: Desk) -> None:
    desk.selection.choose("cam")
    desk.do(lambda: desk.acts.turn(30.0))
    assert not desk.clips.has_style
    desk.clips.copy_style()
    desk.selection.choose("back", "film")
    desk.do(lambda: desk.clips.paste_style(StylePart.PLACE))
    assert [layer.rotation_deg for layer in desk.layers()] == [30.0, 30.0, 30.0]


def test_what_is_no_layer_is_for_somebody_else(desk: Desk) -> None:
    data = QMimeData()
    data.setText("Sale")
    QGuiApplication.clipboard().setMimeData(data)
    desk.clips.paste()
    desk.clips.paste_own()
    assert [one.text() for one in desk.other] == ["Sale"]
    desk.clips.copy()  # nothing is selected
    desk.clips.duplicate()
    assert desk.studio.asked == []

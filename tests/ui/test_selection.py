import pytest
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeLayer, RemoveLayers
from studio.core.messages.requests import ApplyEdit, SwitchScene
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage.picking import Picked
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def selection(session: Session) -> Selection:
    made = Selection(session)
    session.show_changed.emit()
    return made


def test_it_says_what_is_selected(selection: Selection) -> None:
    told: list[tuple[str, ...]] = []
    selection.changed.connect(lambda: told.append(selection.layer_ids))
    selection.choose("cam")
    selection.choose("cam")
    assert selection.only == "cam"
    selection.set(Picked(("cam", "back")))
    assert selection.only == ""
    assert [layer.id for layer in selection.layers()] == ["back", "cam"]
    assert told == [("cam",), ("cam", "back")]


def test_all_means_all_that_can_be_moved(
    qtbot: QtBot, selection: Selection, session: Session, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(ChangeLayer("one", "film", is_locked=True))
    selection.choose_all()
    assert selection.layer_ids == ("back", "cam")


def test_what_is_gone_is_let_go(qtbot: QtBot, selection: Selection, session: Session) -> None:
    selection.set(Picked(("cam", "back"), "g"))
    with qtbot.waitSignal(selection.changed, timeout=_PATIENCE_MS):
        session.ask(ApplyEdit(RemoveLayers("one", ("cam",))))
    assert selection.picked == Picked(("back",))


def test_another_scene_has_nothing_selected(
    qtbot: QtBot, selection: Selection, session: Session
) -> None:
    selection.choose("film")
    with qtbot.waitSignal(selection.changed, timeout=_PATIENCE_MS):
        session.ask(SwitchScene("two"))
    assert selection.layer_ids == ()


def test_what_is_expected_is_selected_when_it_comes(selection: Selection, session: Session) -> None:
    selection.expect("film", "new")
    session.show_changed.emit()
    assert selection.only == ""
    selection.expect("film")
    assert selection.only == "film"

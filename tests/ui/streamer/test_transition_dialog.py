from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeSceneTransition, RemoveScene
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.scene import TransitionKind
from studio.ui.session import Session
from studio.ui.streamer.transition_dialog import TransitionDialog
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_the_shows_transition_changes_at_once(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio
) -> None:
    dialog = TransitionDialog(parent, session)
    dialog.show()
    dialog.fields.duration.setValue(900)
    qtbot.waitUntil(lambda: studio.show.transition.duration_ms == 900, timeout=_PATIENCE_MS)
    assert not dialog.is_own.isVisible()
    session.ask(Undo())
    qtbot.waitUntil(lambda: dialog.fields.duration.value() == 300, timeout=_PATIENCE_MS)


def test_a_scene_gets_its_own_and_gives_it_back(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio
) -> None:
    dialog = TransitionDialog(parent, session, "two")
    dialog.show()
    assert not dialog.fields.isEnabled()
    dialog.is_own.setChecked(True)
    qtbot.waitUntil(dialog.fields.isEnabled, timeout=_PATIENCE_MS)
    dialog.fields.kind.setCurrentIndex(dialog.fields.kind.findData(TransitionKind.PUSH))
    qtbot.waitUntil(
        lambda: studio.show.transition_to("two").kind is TransitionKind.PUSH, timeout=_PATIENCE_MS
    )
    assert studio.show.transition.kind is TransitionKind.FADE
    assert studio.history.undo_name == "Change transition to Two"
    dialog.is_own.setChecked(False)
    qtbot.waitUntil(lambda: studio.show.scenes[1].transition is None, timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ApplyEdit(ChangeSceneTransition("two", None))


def test_it_closes_when_its_scene_goes(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio
) -> None:
    dialog = TransitionDialog(parent, session, "two")
    dialog.show()
    studio.answer(ApplyEdit(RemoveScene("two")))
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=_PATIENCE_MS)

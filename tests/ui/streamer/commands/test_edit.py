from pytestqt.qtbot import QtBot

from studio.core.edits import RenameShow
from studio.core.messages.requests import Undo
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.commands.edit import edit_commands
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def listed(session: Session) -> dict[str, Command]:
    return {one.words: one for one in edit_commands(session)}


def test_undo_says_what_and_is_possible_only_then(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    assert not listed(session)["Undo"].is_possible()
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(RenameShow("Evening"))
    undo = listed(session)["Undo: Rename show"]
    assert undo.is_possible()
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        undo.act()
    assert listed(session)["Redo: Rename show"].is_possible()
    assert [type(one) for one in studio.asked[1:]] == [Undo]


def test_a_drag_that_waits_goes_before_it(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(RenameShow("Evening"))
    found = {
        one.id: one for one in edit_commands(session, lambda: session.edit(RenameShow("Late")))
    }
    found["edit.undo"].act()
    qtbot.waitUntil(lambda: Undo() in studio.asked, timeout=_PATIENCE_MS)
    assert studio.show.name == "Evening"

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import LayerChange, PlaceLayers
from studio.core.scene import Box
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.stage_parts import StageParts
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def parts(parent: QWidget, session: Session, theme: Theme) -> StageParts:
    made = StageParts(session, theme, lambda: "", lambda _button: None)
    for view in (made.view, made.second):
        view.setParent(parent)
    session.show_changed.emit()
    return made


def _command(parts: StageParts, name: str) -> Command:
    return next(one for one in parts.commands() if one.id == name)


def test_one_key_shows_it_and_another_command_switches_it_off(
    qtbot: QtBot, parts: StageParts, studio: FakeStudio
) -> None:
    def wait(is_there: Callable[[], bool]) -> None:
        qtbot.waitUntil(is_there, timeout=_PATIENCE_MS)

    command = _command(parts, "canvas.second")
    assert command.keys == ("Ctrl+Shift+U",)
    assert not _command(parts, "canvas.off").is_possible()
    command.act()
    wait(lambda: parts.second.is_on)
    assert command.is_checked is not None
    assert command.is_checked()
    _command(parts, "canvas.off").act()
    wait(lambda: studio.show.second_canvas is None)


def test_a_layer_that_was_placed_finds_its_place_by_itself_again(
    qtbot: QtBot, parts: StageParts, studio: FakeStudio, session: Session
) -> None:
    parts.second.toggle()
    qtbot.waitUntil(lambda: parts.second.is_on, timeout=_PATIENCE_MS)
    parts.selection.choose("film")
    assert not _command(parts, "canvas.by_itself").is_possible()
    change = LayerChange("film", box=Box(0.1, 0.1, 0.5, 0.5))
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(PlaceLayers("one", (change,)))
    command = _command(parts, "canvas.by_itself")
    assert command.is_possible()
    command.act()
    qtbot.waitUntil(lambda: studio.show.scenes[0].layers[1].second is None, timeout=_PATIENCE_MS)

from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.scene import Transition, TransitionKind
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.commands.preview import preview_commands
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def _commands(session: Session) -> dict[str, Command]:
    return {one.id: one for one in preview_commands(session, lambda: None)}


def test_taking_is_possible_while_a_scene_is_prepared(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    assert not _commands(session)["preview.take"].is_possible()
    _commands(session)["preview.toggle"].act()
    qtbot.waitUntil(_commands(session)["preview.take"].is_possible, timeout=_PATIENCE_MS)
    for name in ("preview.take", "preview.cut", "preview.fade"):
        _commands(session)[name].act()
    qtbot.waitUntil(lambda: len(studio.asked) == 4, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.SetPreviewMode(True),
        ask.TakePreview(),
        ask.TakePreview(Transition(TransitionKind.CUT)),
        ask.TakePreview(Transition(TransitionKind.FADE)),
    ]


def test_each_has_words_and_no_key_twice(session: Session) -> None:
    commands = list(_commands(session).values())
    keys = [key for one in commands for key in one.keys]
    assert len(keys) == len(set(keys))
    assert all(one.words and not one.words.startswith("take_") for one in commands)

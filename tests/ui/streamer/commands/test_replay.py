from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ReplayChanged
from studio.core.status import ReplayStatus
from studio.ui.session import Session
from studio.ui.streamer.commands.replay import replay_commands
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_one_key_plays_and_comes_back(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    for command in replay_commands(session):
        assert command.is_possible()
        command.act()
    qtbot.waitUntil(lambda: len(studio.asked) == 3, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.PlayReplay(10.0, 1.0),
        ask.PlayReplay(10.0, 0.5),
        ask.PlayReplay(20.0, 1.0),
    ]
    studio.tell(ReplayChanged(ReplayStatus(True)))
    qtbot.waitUntil(lambda: session.state.replay.is_on_air, timeout=_PATIENCE_MS)
    back = replay_commands(session)[0]
    assert (back.words, back.keys) == ("Back to the show", ("Ctrl+Shift+I",))
    back.act()
    qtbot.waitUntil(lambda: studio.asked[-1] == ask.StopReplay(), timeout=_PATIENCE_MS)

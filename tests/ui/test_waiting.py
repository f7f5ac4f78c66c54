from pytestqt.qtbot import QtBot

from studio.ui.session import Session
from studio.ui.waiting import Waiting
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_a_studio_that_never_comes_is_said_with_the_log(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    waiting = Waiting(session, "/data/log/hub.log", patience_ms=1)
    assert waiting.words == "The picture comes in a moment"
    with qtbot.waitSignal(waiting.changed, timeout=_PATIENCE_MS):
        studio.set_connected(False)
    assert "The log says why: /data/log/hub.log" in waiting.words
    studio.set_connected(True)
    qtbot.waitUntil(lambda: waiting.words == "The picture comes in a moment", timeout=_PATIENCE_MS)


def test_for_a_while_it_only_looks_for_it(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    waiting = Waiting(session, "/data/log/hub.log", patience_ms=_PATIENCE_MS)
    studio.set_connected(False)
    qtbot.waitUntil(lambda: waiting.words == "Reconnecting to the studio", timeout=_PATIENCE_MS)

"""The state of the show in title and task bar."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from studio.core.messages.events import EngineLost, ShowStateChanged
from studio.core.status import ShowState
from studio.ui.session import Session
from studio.ui.streamer.outside import Outside
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_the_title_begins_with_the_state(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    outside = Outside(window, session, theme)
    assert window.windowTitle() == "Small — Hawker"
    off = window.windowIcon().cacheKey()
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    qtbot.waitUntil(lambda: window.windowTitle() == "LIVE — Small — Hawker", timeout=_PATIENCE_MS)
    assert window.windowIcon().cacheKey() != off
    studio.tell(EngineLost())
    qtbot.waitUntil(
        lambda: window.windowTitle() == "RECONNECTING — Small — Hawker", timeout=_PATIENCE_MS
    )
    assert outside.parent() is window

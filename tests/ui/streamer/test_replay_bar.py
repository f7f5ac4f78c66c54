from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ReplayChanged
from studio.core.status import ReplayStatus
from studio.ui.session import Session
from studio.ui.streamer.replay_bar import ReplayBar
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


def _bar(qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio) -> ReplayBar:
    bar = ReplayBar(session, theme)
    qtbot.addWidget(bar)
    studio.tell(ReplayChanged(ReplayStatus(True, False, 0.5, 4.0, 10.0)))
    qtbot.waitUntil(bar.isVisible, timeout=_PATIENCE_MS)
    return bar


def test_it_comes_and_goes_with_the_replay(
    qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio
) -> None:
    bar = _bar(qtbot, session, theme, studio)
    assert {"Replay", "12 s left"} <= set(texts_of(bar))
    assert bar.place.value() == 80
    assert [button.isChecked() for button in bar.speeds.buttons()] == [False, True, False]
    studio.tell(ReplayChanged(ReplayStatus()))
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=_PATIENCE_MS)


def test_pause_scrub_speed_and_back(
    qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio
) -> None:
    bar = _bar(qtbot, session, theme, studio)
    QTest.mouseClick(child(bar, QToolButton), Qt.MouseButton.LeftButton)
    bar.place.setValue(100)
    QTest.mouseClick(bar.speeds.button(2), Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(studio.asked) == 4, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.ControlReplay(is_paused=True),
        ask.ControlReplay(position_s=5.0),
        ask.ControlReplay(speed=0.25),
        ask.StopReplay(),
    ]

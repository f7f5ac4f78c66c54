"""The parts around the window, wired: alarms ring, are seen, and are silenced by a setting."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from studio.core.messages.events import AlarmRaised
from studio.core.messages.requests import SetSettings
from studio.core.status import Alarm, Severity
from studio.ui.session import Session
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.health_details import HealthDetails
from studio.ui.streamer.upkeep import Upkeep
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.small_show import small_show

_PATIENCE_MS = 30_000


def test_an_alarm_rings_until_it_is_seen_or_silenced(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    window = QMainWindow()
    said: list[str] = []
    qtbot.addWidget(window)
    bar = HealthBar(session)
    window.setCentralWidget(bar)
    upkeep = Upkeep(window, session, theme, bar, said.append, small_show)
    rung: list[bool] = []
    upkeep.bell.play = rung.append
    upkeep.acknowledge()
    studio.tell(AlarmRaised(Alarm("cam", Severity.URGENT, "The camera is gone")))
    qtbot.waitUntil(lambda: rung == [True], timeout=_PATIENCE_MS)
    upkeep.acknowledge()
    assert said == [
        "There is no alarm to acknowledge",
        "Seen; it rings no more for what is wrong now",
    ]
    upkeep.toggle_mute()
    qtbot.waitUntil(lambda: upkeep.is_muted, timeout=_PATIENCE_MS)
    asked = studio.asked[-1]
    assert isinstance(asked, SetSettings)
    studio.tell(AlarmRaised(Alarm("mic", Severity.URGENT, "The microphone is gone")))
    qtbot.waitUntil(lambda: len(bar.reasons) == 2, timeout=_PATIENCE_MS)
    assert rung == [True]
    upkeep.open_health()
    (details,) = window.findChildren(HealthDetails)
    assert details.isVisible()
    details.close()


def test_a_note_is_said_at_once_whatever_is_wrong(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    window, bar = QMainWindow(), HealthBar(session)
    said: list[str] = []
    qtbot.addWidget(window)
    window.setCentralWidget(bar)
    Upkeep(window, session, theme, bar, said.append, small_show).bell.play = lambda _urgent: None
    studio.tell(AlarmRaised(Alarm("cam", Severity.WARNING, "The camera is gone")))
    studio.tell(AlarmRaised(Alarm("replay", Severity.NOTE, "The last 12 s are saved: a.mp4")))
    qtbot.waitUntil(lambda: said == ["The last 12 s are saved: a.mp4"], timeout=_PATIENCE_MS)
    assert "camera" in bar.text

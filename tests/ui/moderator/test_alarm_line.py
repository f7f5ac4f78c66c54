"""The gravest alarm in one line, and whether the studio is reached."""

from pytestqt.qtbot import QtBot

from studio.core.messages.events import AlarmCleared, AlarmRaised
from studio.core.status import Alarm, Severity
from studio.ui.moderator.alarm_line import AlarmLine
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_the_gravest_is_said_and_how_many_more(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    line = AlarmLine(session, "All well")
    qtbot.addWidget(line)
    line.resize(600, 30)
    line.show()
    session.changed.emit()
    assert (line.text(), line.property("tone")) == ("All well", "quiet")
    studio.tell(AlarmRaised(Alarm("a", Severity.WARNING, "the disk is nearly full")))
    studio.tell(AlarmRaised(Alarm("b", Severity.URGENT, "no sound from the microphone")))
    qtbot.waitUntil(lambda: "and 1 more" in line.text(), timeout=_PATIENCE_MS)
    assert line.text().startswith("No sound from the microphone")
    assert line.property("tone") == "urgent"
    assert "The disk is nearly full" in line.toolTip()
    line.resize(90, 30)
    assert line.text().endswith("…")
    assert line.accessibleName().endswith("and 1 more")
    for alarm in ("a", "b"):
        studio.tell(AlarmCleared(alarm))
    qtbot.waitUntil(lambda: line.accessibleName() == "All well", timeout=_PATIENCE_MS)
    studio.set_connected(False)
    qtbot.waitUntil(lambda: "not reached" in line.accessibleName(), timeout=_PATIENCE_MS)

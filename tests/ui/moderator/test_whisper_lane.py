"""What the team says among itself."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import Whispered
from studio.core.teamwork import Whisper
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import BEN, WALL_MS

_PATIENCE_MS = 30_000


def last_line(work: Workplace) -> str:
    model = work.whisper.list.lines
    return model.line(model.rowCount() - 1).words


def test_saying_and_hearing(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    lane = work.whisper
    assert last_line(work) == "Ben: watch Anna"
    lane.line.setText(" I do ")
    QTest.keyClick(lane.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lane.line.text() == "", timeout=_PATIENCE_MS)
    assert ask.WhisperTeam("I do") in team_studio.asked
    team_studio.tell(Whispered(Whisper("w2", "gone", "Lee", "<b>hi</b>", WALL_MS)))
    qtbot.waitUntil(lambda: last_line(work) == "Lee: <b>hi</b>", timeout=_PATIENCE_MS)


def test_while_it_is_read_new_ones_are_counted(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    lane = work.whisper
    lane.list.reading_changed.emit(True)
    team_studio.tell(Whispered(Whisper("w2", BEN.id, "Ben", "hi", WALL_MS)))
    qtbot.waitUntil(lambda: lane.more.isVisible(), timeout=_PATIENCE_MS)
    assert lane.more.text() == "1 new"
    assert last_line(work) == "Ben: watch Anna"
    lane.more.click()
    assert last_line(work) == "Ben: hi"
    assert not lane.more.isVisible()


def test_what_was_not_taken_stays(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    team_studio.refusal = UnavailableError("the disk is full", "store")
    work.whisper.line.setText("hi")
    before = len(team_studio.asked)
    work.whisper.send.click()
    qtbot.waitUntil(lambda: len(team_studio.asked) > before, timeout=_PATIENCE_MS)
    assert work.whisper.line.text() == "hi"

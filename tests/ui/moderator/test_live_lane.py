"""What everybody sees, a search in it, and a line that answers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import MessagesAdded
from studio.core.messages.results import ChatPage
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


def test_the_newest_is_in_sight_until_somebody_reads(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    lane = work.live
    fresh = tuple(room_message(number, "word " * 20) for number in range(10, 40))
    team_studio.tell(MessagesAdded(fresh))
    qtbot.waitUntil(lambda: work.feed.live.rowCount() == 32, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: lane.view.is_at_end, timeout=_PATIENCE_MS)
    lane.view.scrollToTop()
    team_studio.tell(MessagesAdded((room_message(50),)))
    qtbot.waitUntil(lambda: lane.more.isVisible(), timeout=_PATIENCE_MS)
    assert lane.more.text() == "1 new"
    assert work.feed.live.rowCount() == 32
    lane.to_end()
    assert work.feed.live.rowCount() == 33
    assert lane.view.is_at_end


def test_what_is_found_can_be_worked_on(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    lane = work.live
    team_studio.chat = ChatPage(())
    lane.search.line.setText("old")
    qtbot.waitUntil(lambda: any("Nothing found" in one for one in texts_of(lane)))
    team_studio.chat = ChatPage((room_message(0, "an old one"),))
    lane.search.line.setText("old one")
    qtbot.waitUntil(lambda: lane.view.model() is lane.search.found, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: lane.search.found.rowCount() == 1, timeout=_PATIENCE_MS)
    assert work.chosen.find("m0", "live")
    assert work.acts.can("delete")


def test_answering_from_the_questions(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.go("questions", "m3")
    work.asked.acts.button("R").click()
    line = work.live.say_line.line
    line.setText("seven")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ask.SendMessage("seven", "m3") in team_studio.asked)

"""What waits: why, since when; one key works through it."""

from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages import requests as ask
from studio.core.messages.events import MessagesAdded, MessagesChanged
from studio.core.records.chat import Decision
from studio.core.room import MessageChange
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.team import HELD

_PATIENCE_MS = 30_000


def test_it_says_why_and_since_when(work: Workplace) -> None:
    assert work.held.title == "Held  1"
    assert work.held.why(HELD).startswith("Links · since ")


def test_its_buttons_are_about_its_own_message(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.go("live", "m1")
    assert not work.held.acts.button("A").isEnabled()
    assert not work.held.acts.button("D").isEnabled()
    work.go("held", "m2")
    assert work.held.acts.button("A").isEnabled()
    work.held.acts.button("A").click()
    wanted = ask.DecideMessage("m2", Decision.RELEASE)
    qtbot.waitUntil(lambda: wanted in team_studio.asked, timeout=_PATIENCE_MS)


def test_after_a_decision_the_next_one_is_chosen(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    team_studio.tell(MessagesAdded((room_message(7, state=MessageState.HELD),)))
    qtbot.waitUntil(lambda: work.feed.held.rowCount() == 2, timeout=_PATIENCE_MS)
    work.go("held", "m2")
    work.acts.do("delete")
    assert work.chosen.message is not None
    assert work.chosen.message.message.id == "m7"


def test_under_the_pointer_it_stays_and_says_who_decided(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.held.view.reading_changed.emit(True)
    change = MessageChange("m2", MessageState.VISIBLE, "dev-ben", room_message(2), "Ben")
    team_studio.tell(MessagesChanged((change,)))
    row = work.feed.held
    qtbot.waitUntil(lambda: row.message(0).state is MessageState.VISIBLE, timeout=_PATIENCE_MS)
    assert work.held.why(row.message(0)) == "Let through by Ben"
    assert work.held.title == "Held"
    work.held.view.reading_changed.emit(False)
    assert row.rowCount() == 0

"""The card of the chosen author, with a note that is kept and acts that stay in place."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages import requests as ask
from studio.core.messages.events import PersonMarked
from studio.core.messages.results import PersonCard
from studio.core.teamwork import Mark
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.team import card
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


def test_who_wrote_the_chosen_message(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    lane = work.who
    assert "Choose a message to see who wrote it." in texts_of(lane)
    work.go("live", "m1")
    qtbot.waitUntil(lambda: "Anna" in texts_of(lane), timeout=_PATIENCE_MS)
    said = texts_of(lane)
    assert "Twitch · subscriber" in said
    assert "Banned (spam)" in said
    assert lane.history.model().rowCount() == 1
    assert lane.done.lines.rowCount() == 1
    assert lane.mark_button.text() == "No mark  M"
    lane.to_note()
    lane.note.setText("buys often")
    QTest.keyClick(lane.note, Qt.Key.Key_Return)
    wanted = ask.NotePerson("p-Anna", "buys often")
    qtbot.waitUntil(lambda: wanted in team_studio.asked, timeout=_PATIENCE_MS)


def test_it_follows_what_was_changed(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.go("live", "m1")
    lane = work.who
    qtbot.waitUntil(lambda: lane.history.model().rowCount() == 1, timeout=_PATIENCE_MS)
    changed = card("p-Anna", "loud", Mark.WATCH)
    history = (room_message(1, state=MessageState.DELETED), room_message(6))
    team_studio.answers[ask.GetPerson] = PersonCard(
        "p-Anna", "Anna", mark=Mark.WATCH, note=changed.note, history=history
    )
    team_studio.tell(PersonMarked("p-Anna", "loud", Mark.WATCH))
    qtbot.waitUntil(lambda: lane.mark_button.text() == "Watch  M", timeout=_PATIENCE_MS)
    assert lane.note.text() == "loud"
    messages = work.who._messages.model
    assert [messages.message(row).state for row in range(2)] == [
        MessageState.DELETED,
        MessageState.VISIBLE,
    ]

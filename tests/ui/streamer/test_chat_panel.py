"""The chat dock: what is seen, what waits, what is sent and found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import MessagesAdded, MessagesChanged, PinChanged
from studio.core.messages.results import ChatPage
from studio.core.pins import Pin
from studio.core.records.chat import Decision
from studio.core.room import MessageChange
from studio.ui.session import Session
from studio.ui.streamer.chat_panel import ChatPanel
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000
HELD = room_message(2, "see www.shop.com", state=MessageState.HELD, rule="Links")


@pytest.fixture
def panel(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> ChatPanel:
    studio.chat = ChatPage((room_message(1), room_message(3, "how much?", "小雨")), held=(HELD,))
    made = ChatPanel(session, theme)
    qtbot.addWidget(made)
    made.resize(330, 600)
    made.show()
    qtbot.waitUntil(lambda: made.feed.is_known and made.pins.is_known, timeout=_PATIENCE_MS)
    return made


def test_what_waits_is_on_top_and_one_key_decides(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    assert panel.held.isVisible()
    assert any("1 wait" in text for text in texts_of(panel))
    panel.held.setCurrentIndex(panel.feed.held.index(0))
    QTest.keyClick(panel.held, Qt.Key.Key_A)
    wanted = ask.DecideMessage("m2", Decision.RELEASE)
    qtbot.waitUntil(lambda: wanted in studio.asked, timeout=_PATIENCE_MS)
    studio.tell(MessagesChanged((MessageChange("m2", MessageState.VISIBLE, "", room_message(2)),)))
    qtbot.waitUntil(lambda: not panel.held.isVisible(), timeout=_PATIENCE_MS)
    assert panel.feed.live.rowCount() == 3


def test_deleting_silencing_and_letting_write_again(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    panel.live.setCurrentIndex(panel.feed.live.index(0))
    for key in (Qt.Key.Key_D, Qt.Key.Key_T, Qt.Key.Key_B, Qt.Key.Key_L):
        QTest.keyClick(panel.live, key)
    wanted = [
        ask.DecideMessage("m1", Decision.DELETE),
        ask.TimeOutPerson("p-Anna", 600),
        ask.TimeOutPerson("p-Anna", 0),
        ask.ReadmitPerson("p-Anna"),
    ]
    qtbot.waitUntil(lambda: studio.asked[-4:] == wanted, timeout=_PATIENCE_MS)


def test_a_line_is_sent_and_stays_when_it_is_not(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    panel.say_line.line.setText("  welcome ")
    QTest.keyClick(panel.say_line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.say_line.line.text() == "", timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.SendMessage("welcome")
    studio.refusal = UnavailableError("the disk is full", "store")
    panel.say_line.line.setText("again")
    asked = len(studio.asked)
    panel.say_line.send.click()
    qtbot.waitUntil(lambda: len(studio.asked) > asked, timeout=_PATIENCE_MS)
    assert panel.say_line.line.text() == "again"


def test_new_ones_are_counted_while_it_is_read(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    panel.live.reading_changed.emit(True)
    studio.tell(MessagesAdded((room_message(7), room_message(8))))
    qtbot.waitUntil(lambda: panel.more.isVisible(), timeout=_PATIENCE_MS)
    assert panel.more.text() == "2 new"
    panel.more.click()
    assert panel.feed.live.rowCount() == 4
    assert not panel.more.isVisible()


def test_searching_and_back(qtbot: QtBot, studio: FakeStudio, panel: ChatPanel) -> None:
    studio.chat = ChatPage((room_message(1, "an old one"),))
    panel.search.line.setText("old")
    qtbot.waitUntil(lambda: panel.live.model() is panel.search.found, timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.SearchMessages("old")
    assert panel.search.found.rowCount() == 1
    assert not panel.held.isVisible()
    panel.search.line.clear()
    qtbot.waitUntil(lambda: panel.live.model() is panel.feed.live, timeout=_PATIENCE_MS)
    assert panel.held.isVisible()


def test_an_empty_room_says_so(qtbot: QtBot, session: Session, theme: Theme) -> None:
    made = ChatPanel(session, theme)
    qtbot.addWidget(made)
    made.show()
    nobody = "Nobody has written yet"
    qtbot.waitUntil(lambda: any(nobody in text for text in texts_of(made)), timeout=_PATIENCE_MS)


def test_keys_pin_the_chosen_message_and_take_it_down(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    panel.activateWindow()
    panel.live.setFocus()
    qtbot.waitUntil(panel.live.hasFocus, timeout=_PATIENCE_MS)
    panel.live.choose("m3")
    QTest.keyClick(panel.live, Qt.Key.Key_P)
    QTest.keyClick(panel.live, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    wanted = [ask.PinMessage("m3"), ask.PinMessage("m3", is_on_picture=False)]
    qtbot.waitUntil(lambda: studio.asked[-2:] == wanted, timeout=_PATIENCE_MS)
    studio.tell(PinChanged(Pin(room_message(3, "how much?", "小雨"), "owner")))
    qtbot.waitUntil(panel.pin_bar.isVisible, timeout=_PATIENCE_MS)
    assert "小雨: how much?" in texts_of(panel)
    QTest.keyClick(panel.live, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: studio.asked[-1] == ask.Unpin(), timeout=_PATIENCE_MS)


def test_highlights_are_a_list_of_their_own(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    panel.only.click()
    assert panel.live.model() is panel.highlights.list.model
    assert panel.live.model().rowCount() == 1
    panel.live.reading_changed.emit(True)
    studio.tell(MessagesAdded((room_message(7), room_message(8, "which size?"))))
    qtbot.waitUntil(lambda: panel.more.isVisible(), timeout=_PATIENCE_MS)
    assert panel.more.text() == "1 new"
    panel.more.click()
    assert panel.live.model().rowCount() == 2
    panel.only.click()
    assert panel.live.model() is panel.feed.live
    assert panel.feed.live.rowCount() == 4


def test_without_anything_to_highlight_one_sentence_says_so(
    qtbot: QtBot, studio: FakeStudio, panel: ChatPanel
) -> None:
    gone = MessageChange("m3", MessageState.DROPPED)
    studio.tell(MessagesChanged((gone,)))
    qtbot.waitUntil(lambda: panel.feed.live.rowCount() == 1, timeout=_PATIENCE_MS)
    panel.only.click()
    assert "No questions, gifts or mentions yet." in texts_of(panel)


def test_words_grow_in_steps(panel: ChatPanel) -> None:
    hint = panel.live.sizeHintForRow(0)
    panel.text_size.choose("largest")
    assert panel.live.sizeHintForRow(0) > hint

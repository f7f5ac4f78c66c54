"""What is live and what waits; what comes while somebody reads waits too."""

import pytest
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.errors import UnavailableError
from studio.core.messages.events import (
    ChatCounted,
    ChatSettingsChanged,
    MessagesAdded,
    MessagesChanged,
)
from studio.core.messages.results import ChatPage
from studio.core.room import ChatCounts, MessageChange
from studio.ui.chat.feed import ChatFeed
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
HELD = room_message(2, "see www.shop.com", state=MessageState.HELD, rule="Links")


@pytest.fixture
def feed(qtbot: QtBot, studio: FakeStudio, session: Session) -> ChatFeed:
    studio.chat = ChatPage((room_message(1),), held=(HELD,))
    made = ChatFeed(session)
    qtbot.waitUntil(lambda: made.is_known, timeout=_PATIENCE_MS)
    return made


def test_it_begins_with_what_was_said(feed: ChatFeed) -> None:
    assert feed.live.rowCount() == 1
    assert feed.held.rowCount() == 1


def test_messages_come_and_go(qtbot: QtBot, studio: FakeStudio, feed: ChatFeed) -> None:
    studio.tell(MessagesAdded((room_message(3), room_message(4, state=MessageState.HELD))))
    studio.tell(MessagesChanged((MessageChange("m2", MessageState.VISIBLE, "", room_message(2)),)))
    studio.tell(MessagesChanged((MessageChange("m1", MessageState.DELETED),)))
    deleted = lambda: feed.live.message(0).state is MessageState.DELETED  # noqa: E731
    qtbot.waitUntil(deleted, timeout=_PATIENCE_MS)
    assert [feed.live.message(row).event_id for row in range(3)] == [1, 2, 3]
    assert feed.held.message(0).event_id == 4


def test_while_it_is_paused_the_list_stands_still(
    qtbot: QtBot, studio: FakeStudio, feed: ChatFeed
) -> None:
    feed.pause(True)
    studio.tell(MessagesAdded((room_message(3), room_message(4))))
    qtbot.waitUntil(lambda: feed.unseen == 2, timeout=_PATIENCE_MS)
    assert feed.live.rowCount() == 1
    studio.tell(MessagesChanged((MessageChange("m3", MessageState.DELETED),)))
    studio.tell(ChatSettingsChanged(ChatSettings(slow_mode_s=5)))
    qtbot.waitUntil(lambda: feed.settings.slow_mode_s == 5, timeout=_PATIENCE_MS)
    feed.pause(False)
    assert feed.unseen == 0
    assert [feed.live.message(row).event_id for row in range(2)] == [1, 4]


def test_a_room_that_opens_later_is_asked_again(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    studio.refusal = UnavailableError("the chat is not open yet", "chat")
    feed = ChatFeed(session)
    qtbot.waitUntil(lambda: studio.chat_was_read == 1, timeout=_PATIENCE_MS)
    studio.refusal = None
    studio.chat = ChatPage((room_message(1),))

    def is_known() -> bool:
        studio.tell(ChatCounted(ChatCounts(received=1)))
        return feed.is_known

    qtbot.waitUntil(is_known, timeout=_PATIENCE_MS)
    assert feed.live.rowCount() == 1

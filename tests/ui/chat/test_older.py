from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages.results import ChatPage
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.older import OlderMessages
from studio.ui.chat.view import MessageView
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


class Stand:
    """A view of the live list, scrolled to its end."""

    def __init__(self, session: Session, theme: Theme) -> None:
        self.feed = ChatFeed(session)
        self.view = MessageView(theme, "Chat", lambda _name, _kept: None)
        self.view.setModel(self.feed.live)
        self.older = OlderMessages(session, self.feed, self.view)
        self.view.reading_changed.connect(self.feed.pause)

    def has(self, count: int) -> bool:
        """Whether the list is that long."""
        return self.feed.live.rowCount() == count

    def at_top(self) -> int:
        """The number of the message at the top of what is seen."""
        index = self.view.indexAt(self.view.viewport().rect().topLeft())
        return self.feed.live.message(index.row()).event_id


@pytest.fixture
def stand(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> Stand:
    studio.chat = ChatPage(tuple(room_message(number) for number in range(500, 600)))
    made = Stand(session, theme)
    qtbot.addWidget(made.view)
    made.view.resize(240, 200)
    made.view.show()
    qtbot.waitUntil(lambda: made.feed.live.rowCount() == 100, timeout=_PATIENCE_MS)
    made.view.scrollToBottom()
    return made


def test_older_ones_come_and_what_is_seen_stays_where_it_is(
    qtbot: QtBot, studio: FakeStudio, stand: Stand
) -> None:
    studio.older = ChatPage(tuple(room_message(n) for n in range(400, 500)), has_more=True)
    bar = stand.view.verticalScrollBar()
    bar.setValue(100)
    before = stand.at_top()
    qtbot.waitUntil(lambda: stand.feed.live.rowCount() == 200, timeout=_PATIENCE_MS)
    assert abs(stand.at_top() - before) <= 1
    assert bar.value() > 200


def test_at_the_end_again_the_list_is_short_again(
    qtbot: QtBot, studio: FakeStudio, stand: Stand
) -> None:
    for first in (400, 300, 200, 100):
        studio.older = ChatPage(
            tuple(room_message(n) for n in range(first, first + 100)), has_more=True
        )
        stand.view.verticalScrollBar().setValue(0)
        qtbot.waitUntil(partial(stand.has, 600 - first), timeout=_PATIENCE_MS)
    stand.view.scrollToBottom()
    qtbot.waitUntil(lambda: stand.feed.live.rowCount() == 400, timeout=_PATIENCE_MS)
    assert stand.feed.live.message(399).event_id == 599


def test_where_nothing_is_older_nobody_asks_again(
    qtbot: QtBot, studio: FakeStudio, stand: Stand
) -> None:
    studio.older = ChatPage((room_message(499),), has_more=False)
    bar = stand.view.verticalScrollBar()
    bar.setValue(0)
    qtbot.waitUntil(lambda: stand.feed.live.rowCount() == 101, timeout=_PATIENCE_MS)
    studio.older = ChatPage((room_message(498),), has_more=False)
    bar.setValue(50)
    bar.setValue(0)
    qtbot.wait(100)
    assert stand.feed.live.rowCount() == 101

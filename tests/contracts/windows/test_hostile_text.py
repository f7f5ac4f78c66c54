"""Text of viewers is never markup in a window: in lists, labels, tips, or for screen readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages.events import MessagesAdded
from studio.core.messages.results import ChatPage
from studio.core.room import RoomMessage
from studio.engine.demo_show import demo_show
from studio.ui.chat.model import MESSAGE
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.streamer.window import StreamerWindow
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.hostile import PAYLOADS, read_as_markup
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
_HELD_FROM = 100


def _lines(first: int, state: MessageState = MessageState.VISIBLE) -> tuple[RoomMessage, ...]:
    """Each payload as words and as a name."""
    return tuple(
        room_message(first + place, text, text[:40], state=state, rule=text[:40])
        for place, text in enumerate(PAYLOADS)
    )


@pytest.fixture
def window(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> StreamerWindow:
    studio.chat = ChatPage(_lines(1), held=_lines(_HELD_FROM, MessageState.HELD))
    made = StreamerWindow(session, theme, demo_show, lambda _is_ending: None)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.layouts.choose("show")
    qtbot.waitUntil(lambda: made.chat.feed.live.rowCount() > 0, timeout=_PATIENCE_MS)
    return made


def _lists(window: StreamerWindow) -> list[QAbstractItemView]:
    """Those that hold messages."""
    views = window.findChildren(QAbstractItemView)
    return [
        view
        for view in views
        if view.model() is not None and view.model().index(0, 0).data(MESSAGE) is not None
    ]


def test_words_of_viewers_are_words_in_the_streamers_window(
    qtbot: QtBot, studio: FakeStudio, window: StreamerWindow
) -> None:
    studio.tell(MessagesAdded(_lines(300)))
    qtbot.waitUntil(
        lambda: window.chat.feed.live.rowCount() == 2 * len(PAYLOADS), timeout=_PATIENCE_MS
    )
    lists = _lists(window)
    assert len(lists) >= 2
    for view in lists:
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            view.scrollTo(index)
            assert view.visualRect(index).height() < window.height(), index.data()
            text = index.data(MESSAGE).message.text
            assert text in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert not view.viewport().grab().isNull()  # painted with all of it, and nothing raised
    assert read_as_markup(window) == []


def test_words_of_viewers_are_words_in_the_moderators_window(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme
) -> None:
    studio.chat = ChatPage(_lines(1), held=_lines(_HELD_FROM, MessageState.HELD))
    made = ModeratorWindow(session, theme, lambda: None)
    qtbot.addWidget(made)
    made.show()
    live = made.work.live.view
    qtbot.waitUntil(lambda: live.model().rowCount() == len(PAYLOADS), timeout=_PATIENCE_MS)
    for row in range(len(PAYLOADS)):
        live.setCurrentIndex(live.model().index(row, 0))
        assert read_as_markup(made) == []


def test_nothing_outside_is_fetched_for_a_message(qtbot: QtBot, window: StreamerWindow) -> None:
    kept = room_message(500, '<img src="http://127.0.0.1:9/x.png">', '<img src="x">')
    window.chat.feed.live.add([kept])
    for view in _lists(window):
        view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, 0))
    assert read_as_markup(window) == []

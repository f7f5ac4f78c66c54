from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages import requests as ask
from studio.core.messages.results import ChatPage
from studio.ui.chat.model import ChatModel
from studio.ui.chat.search import MessageSearch
from studio.ui.chat.view import MessageView
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_what_is_found_stands_where_the_chat_was(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme
) -> None:
    live = ChatModel(MessageState)
    live.set([room_message(1), room_message(2)])
    view = MessageView(theme, "Chat", lambda _name, _kept: None)
    view.setModel(live)
    search = MessageSearch(session, view, live)
    for widget in (view, search.line):
        qtbot.addWidget(widget)
    studio.chat = ChatPage((room_message(9, "old"),))
    search.line.setText("  old ")
    qtbot.waitUntil(lambda: view.model() is search.found, timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.SearchMessages("old")
    assert search.found.index(0).data(Qt.ItemDataRole.DisplayRole) == "Anna: old"
    search.line.clear()
    qtbot.waitUntil(lambda: view.model() is live, timeout=_PATIENCE_MS)
    assert search.model is live


def test_another_list_can_be_the_live_one(qtbot: QtBot, session: Session, theme: Theme) -> None:
    live, other = ChatModel(MessageState), ChatModel(MessageState)
    view = MessageView(theme, "Chat", lambda _name, _kept: None)
    qtbot.addWidget(view)
    view.setModel(live)
    search = MessageSearch(session, view, live)
    qtbot.addWidget(search.line)
    search.show_live(other)
    assert view.model() is other
    assert search.model is other

import pytest
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages.events import MessagesAdded, MessagesChanged
from studio.core.messages.results import ChatPage
from studio.core.room import MessageChange
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.highlights import Highlights
from studio.ui.chat.importance import Importances
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


@pytest.fixture
def highlights(qtbot: QtBot, studio: FakeStudio, session: Session) -> Highlights:
    studio.chat = ChatPage((room_message(1, "lovely"), room_message(2, "how much?")))
    feed = ChatFeed(session)
    made = Highlights(session, feed, Importances())
    qtbot.waitUntil(lambda: feed.is_known, timeout=_PATIENCE_MS)
    return made


def _texts(highlights: Highlights) -> list[str]:
    model = highlights.list.model
    return [model.message(row).message.text for row in range(model.rowCount())]


def test_only_what_asks_something_comes_in(
    qtbot: QtBot, studio: FakeStudio, highlights: Highlights
) -> None:
    assert _texts(highlights) == ["how much?"]
    studio.tell(MessagesAdded((room_message(3, "nice"), room_message(4, "is it blue?"))))
    qtbot.waitUntil(lambda: len(_texts(highlights)) == 2, timeout=_PATIENCE_MS)
    held = room_message(5, "when?", state=MessageState.HELD)
    studio.tell(MessagesAdded((held, room_message(6, "why?"))))
    qtbot.waitUntil(lambda: "why?" in _texts(highlights), timeout=_PATIENCE_MS)
    assert "when?" not in _texts(highlights)


def test_what_is_deleted_is_struck_through_and_what_is_let_through_comes(
    qtbot: QtBot, studio: FakeStudio, highlights: Highlights
) -> None:
    let = MessageChange("m7", MessageState.VISIBLE, "", room_message(7, "which size?"))
    studio.tell(MessagesChanged((MessageChange("m2", MessageState.DELETED), let)))
    qtbot.waitUntil(lambda: "which size?" in _texts(highlights), timeout=_PATIENCE_MS)
    assert highlights.list.model.message(0).state is MessageState.DELETED


def test_a_pinned_one_belongs_here_as_long_as_it_is(highlights: Highlights) -> None:
    highlights.pin(room_message(1, "lovely"))
    assert _texts(highlights) == ["lovely", "how much?"]
    highlights.pin(None)
    assert _texts(highlights) == ["how much?"]


def test_new_ones_wait_while_it_is_read(
    qtbot: QtBot, studio: FakeStudio, highlights: Highlights
) -> None:
    highlights.list.pause(True)
    studio.tell(MessagesAdded((room_message(8, "nice"), room_message(9, "is it blue?"))))
    qtbot.waitUntil(lambda: highlights.list.unseen == 1, timeout=_PATIENCE_MS)
    highlights.list.pause(False)
    assert _texts(highlights) == ["how much?", "is it blue?"]

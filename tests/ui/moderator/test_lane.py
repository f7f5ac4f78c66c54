"""A lane stands still while it is read, and its heading says how many wait."""

from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from studio.ui.chat.view import MessageView
from studio.ui.moderator.lane import Lane
from studio.ui.theme import Theme
from tests.support.room_messages import room_message
from tests.support.widgets import texts_of


def test_what_comes_while_it_is_read_waits(qtbot: QtBot, theme: Theme) -> None:
    messages = StandingList(ChatModel((MessageState.HELD,)))
    view = MessageView(theme, "Held", lambda _name, _kept: None, is_from_end=False)
    lane = Lane("held", "Held", theme, messages, view)
    qtbot.addWidget(lane)
    lane.empty = "Nothing waits."
    lane.fill()
    lane.show()
    assert "Nothing waits." in texts_of(lane)
    messages.add([room_message(1, state=MessageState.HELD)])
    assert "Nothing waits." not in texts_of(lane)
    view.reading_changed.emit(True)
    messages.add([room_message(2, state=MessageState.HELD)])
    lane.refresh()
    assert (lane.more.text(), messages.model.rowCount()) == ("1 new", 1)
    assert lane.more.isVisible()
    lane.more.click()
    assert messages.model.rowCount() == 2
    assert not lane.more.isVisible()
    lane.count_in_title(2)
    assert lane.title == "Held  2"
    lane.count_in_title(0)
    assert lane.title == "Held"

from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.room import MessageChange
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from tests.support.room_messages import room_message


def held_list(*numbers: int) -> StandingList:
    made = StandingList(ChatModel((MessageState.HELD,)))
    made.set(room_message(number, state=MessageState.HELD) for number in numbers)
    return made


def ids(made: StandingList) -> list[str]:
    return [made.model.message(row).message.id for row in range(made.model.rowCount())]


def test_what_was_decided_goes_at_once(qtbot: QtBot) -> None:
    made = held_list(1, 2)
    made.change([MessageChange("m1", MessageState.VISIBLE, "b", room_message(1))])
    assert ids(made) == ["m2"]


def test_while_it_is_read_nothing_comes_and_nothing_goes(qtbot: QtBot) -> None:
    made = held_list(1, 2, 3)
    assert made.pause(True)
    assert not made.pause(True)
    made.add([room_message(4, state=MessageState.HELD), room_message(5)])
    made.change([MessageChange("m1", MessageState.DELETED, "b")])
    assert ids(made) == ["m1", "m2", "m3"]
    assert (made.unseen, made.count) == (1, 3)
    assert made.model.message(0).state is MessageState.DELETED
    assert made.model.message(0).decided_by == "b"
    made.pause(False)
    assert ids(made) == ["m2", "m3", "m4"]
    assert (made.unseen, made.count) == (0, 3)


def test_what_is_undone_while_it_is_read_stays_where_it_stood(qtbot: QtBot) -> None:
    made = held_list(1, 2)
    made.pause(True)
    made.change([MessageChange("m1", MessageState.VISIBLE, "b", room_message(1))])
    made.change([MessageChange("m1", MessageState.HELD, "b")])
    made.pause(False)
    assert ids(made) == ["m1", "m2"]


def test_what_was_deleted_before_anybody_saw_it_is_not_shown(qtbot: QtBot) -> None:
    made = StandingList(ChatModel((MessageState.VISIBLE, MessageState.DELETED)))
    made.pause(True)
    made.add([room_message(1), room_message(2)])
    made.change([MessageChange("m1", MessageState.DELETED)])
    made.change([MessageChange("m3", MessageState.VISIBLE, "", room_message(3))])
    assert (ids(made), made.unseen) == ([], 3)
    made.pause(False)
    assert ids(made) == ["m2", "m3"]

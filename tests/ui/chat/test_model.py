from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.core.chat import MessageState
from studio.core.room import MessageChange
from studio.ui.chat.model import MESSAGE, ChatModel
from tests.support.room_messages import room_message

LIVE = (MessageState.VISIBLE, MessageState.DELETED)


def ids(model: ChatModel) -> list[str]:
    return [model.message(row).message.id for row in range(model.rowCount())]


def checked(states: tuple[MessageState, ...] = LIVE, most: int = 400) -> ChatModel:
    model = ChatModel(states, most)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, mode, model)
    return model


def test_messages_stand_in_the_order_of_the_log_and_once() -> None:
    model = checked()
    model.set([room_message(3), room_message(1)])
    assert model.add([room_message(5), room_message(2), room_message(3)]) == 2
    assert model.add([room_message(6), room_message(7)]) == 2
    assert ids(model) == ["m1", "m2", "m3", "m5", "m6", "m7"]


def test_it_is_bounded_and_the_oldest_go() -> None:
    model = checked(most=10)
    for number in range(25):
        model.add([room_message(number)])
    assert ids(model) == [f"m{number}" for number in range(15, 25)]
    model.add([room_message(number) for number in range(30, 60)])
    assert ids(model) == [f"m{number}" for number in range(50, 60)]
    assert model.row_of("m20") == -1
    assert model.row_of("m55") == 5


def test_changes_where_it_stands_or_it_goes_or_comes() -> None:
    live, held = checked(), checked((MessageState.HELD,))
    waiting = room_message(2, state=MessageState.HELD)
    for model in (live, held):
        model.set([room_message(1), waiting, room_message(3)])
    assert (ids(live), ids(held)) == (["m1", "m3"], ["m2"])
    released = MessageChange("m2", MessageState.VISIBLE, "owner", room_message(2))
    for model in (live, held):
        model.change([released, MessageChange("m1", MessageState.DELETED, "owner")])
    assert (ids(live), ids(held)) == (["m1", "m2", "m3"], [])
    assert live.message(0).state is MessageState.DELETED


def test_a_line_is_plain_text() -> None:
    model = checked()
    model.set([room_message(1, "<b>hi</b>")])
    index = model.index(0)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == "Anna: <b>hi</b>"
    assert index.data(MESSAGE) == room_message(1, "<b>hi</b>")
    assert model.data(model.index(7)) is None


def test_older_ones_come_before_the_first_while_there_is_room() -> None:
    model = ChatModel(MessageState, most=3)
    model.set([room_message(number) for number in (7, 8, 9)])
    assert model.grow(2)
    assert model.add([room_message(5), room_message(6)]) == 2
    assert [model.message(row).event_id for row in range(5)] == [5, 6, 7, 8, 9]
    assert model.row_of("m6") == 1
    assert not model.grow(100_000)

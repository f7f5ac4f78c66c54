import msgspec

from studio.chat.shown import Shown
from studio.core.chat import MessageState, Platform
from studio.core.room import RoomMessage
from tests.support.chat_messages import message


def kept(
    number: int, state: MessageState = MessageState.VISIBLE, actor: str = "p-anna"
) -> RoomMessage:
    return RoomMessage(number, message(f"text {number}", at_ms=number, actor=actor), state)


def test_a_reader_sees_what_everybody_sees_and_what_of_theirs_waits() -> None:
    shown = Shown()
    shown.put(kept(1))
    shown.put(kept(2, MessageState.HELD))
    shown.put(kept(3, MessageState.HELD, "p-ben"))
    shown.put(kept(4, MessageState.DELETED))
    shown.put(kept(5, actor="p-ben"))
    assert [one.event_id for one in shown.for_reader("", 0, 50)] == [1, 5]
    assert [one.event_id for one in shown.for_reader("p-anna", 0, 50)] == [1, 2, 5]
    assert [one.event_id for one in shown.for_reader("p-anna", 0, 2)] == [2, 5]
    assert [one.event_id for one in shown.for_reader("", 3, 50)] == [5]


def test_found_by_the_platforms_id_and_by_person() -> None:
    shown = Shown()
    shown.put(kept(1))
    shown.put(kept(2, actor="p-ben"))
    found = shown.on_platform(Platform.PAGE, "clay", "2")
    assert found is not None
    assert found.event_id == 2
    assert shown.on_platform(Platform.TWITCH, "clay", "2") is None
    assert [one.event_id for one in shown.visible(actor="p-ben")] == [2]
    assert shown.visible(platform=Platform.TWITCH) == []


def test_a_channel_is_one_room_and_what_waits_there_counts() -> None:
    shown = Shown()
    for number, state in enumerate(MessageState):
        shown.put(kept(number, state))
    shown.put(kept(9, actor="p-ben"))
    found = shown.standing(Platform.PAGE, "clay")
    assert {one.state for one in found} == {MessageState.VISIBLE, MessageState.HELD}
    assert len(found) == 3
    assert [one.event_id for one in shown.standing(Platform.PAGE, "clay", "p-ben")] == [9]
    assert shown.standing(Platform.PAGE, "other") == []
    assert shown.standing(Platform.TWITCH, "clay") == []


def test_it_is_bounded_and_a_change_takes_no_second_place() -> None:
    shown = Shown()
    for number in range(2_100):
        shown.put(kept(number))
    assert shown.get("m-99") is None
    assert shown.get("m-100") is not None
    shown.put(msgspec.structs.replace(kept(2_000), state=MessageState.DELETED))
    assert shown.get("m-100") is not None
    assert list(shown.names()) == ["Anna"]

import msgspec

from studio.core.chat import MessageState
from studio.core.room import RoomMessage
from tests.support.chat_messages import message


def test_a_message_of_the_room_is_read_as_it_was_written() -> None:
    kept = RoomMessage(7, message("你好 <b>"), MessageState.HELD, "Links", "owner")
    assert msgspec.json.decode(msgspec.json.encode(kept), type=RoomMessage) == kept


def test_a_newer_hub_may_say_more() -> None:
    data = msgspec.json.decode(msgspec.json.encode(RoomMessage(7, message("hi"))))
    assert msgspec.convert({**data, "mood": 3}, type=RoomMessage).event_id == 7

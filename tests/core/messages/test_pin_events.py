import msgspec
import pytest

from studio.core.messages.events import (
    TOPIC_OF,
    AnyEvent,
    Event,
    PicturePartsSet,
    PinChanged,
    Topic,
)
from studio.core.pins import PictureParts, Pin
from tests.support.room_messages import room_message

ONE_OF_EACH: list[Event] = [
    PinChanged(Pin(room_message(1), "owner")),
    PinChanged(),
    PicturePartsSet(PictureParts(has_draws=False)),
]


@pytest.mark.parametrize("event", ONE_OF_EACH)
def test_readers_of_the_chat_hear_what_is_pinned(event: Event) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
    assert TOPIC_OF[type(event)] is Topic.CHAT

import msgspec
import pytest

from studio.core.chat import MessageState, Money, NoticeKind, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.connectors import ConnectorStatus
from studio.core.messages.events import (
    TOPIC_OF,
    AnyEvent,
    ChatCounted,
    ChatSettingsChanged,
    ConnectorStatusChanged,
    Event,
    MessagesAdded,
    MessagesChanged,
    NoticesAdded,
    PersonsChanged,
    Topic,
)
from studio.core.room import (
    ChatCounts,
    MessageChange,
    PersonStanding,
    RoomMessage,
    RoomNotice,
)
from tests.support.chat_messages import message

ONE_OF_EACH: list[Event] = [
    MessagesAdded((RoomMessage(1, message("hi")),)),
    MessagesChanged((MessageChange("m-1", MessageState.DELETED, "owner"),)),
    NoticesAdded(
        (
            RoomNotice(
                7, Platform.BILIBILI, "clay", NoticeKind.GIFT, 5, count=3, amount=Money(9, "CNY")
            ),
        )
    ),
    PersonsChanged((PersonStanding("p-anna", -1, "spam"),)),
    ConnectorStatusChanged(ConnectorStatus("irc", Platform.TWITCH, "clay")),
    ChatCounted(ChatCounts(received=3)),
    ChatSettingsChanged(ChatSettings(slow_mode_s=5)),
]


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_an_event_of_the_room_goes_over_the_wire_to_readers_of_the_chat(event: Event) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
    assert TOPIC_OF[type(event)] is Topic.CHAT

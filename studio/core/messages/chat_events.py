"""Events of the room, gathered so that a flood is a few frames a second and not thousands."""

from studio.core.chat_settings import ChatSettings
from studio.core.connectors import ConnectorStatus
from studio.core.messages.event_base import Event
from studio.core.room import (
    ChatCounts,
    MessageChange,
    PersonStanding,
    RoomMessage,
    RoomNotice,
)


class MessagesAdded(Event, frozen=True):
    """These were written and are kept, oldest first."""

    messages: tuple[RoomMessage, ...]


class MessagesChanged(Event, frozen=True):
    """Messages were released, deleted or brought back, in this order."""

    changes: tuple[MessageChange, ...]


class NoticesAdded(Event, frozen=True):
    """Gifts, likes, who joined: summed, oldest first."""

    notices: tuple[RoomNotice, ...]


class PersonsChanged(Event, frozen=True):
    """Who may write has changed."""

    persons: tuple[PersonStanding, ...]


class ConnectorStatusChanged(Event, frozen=True):
    """A connection to a platform is now this."""

    status: ConnectorStatus


class ChatCounted(Event, frozen=True):
    """How much was written, once a second while it changes."""

    counts: ChatCounts


class ChatSettingsChanged(Event, frozen=True):
    """The rules or the pace of the room are now these."""

    settings: ChatSettings

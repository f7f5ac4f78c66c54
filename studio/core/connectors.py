"""How the studio is joined to a platform's chat, and what it says of that: plain data."""

import enum

import msgspec

from studio.core.chat import ChatRole, Fragment, Money, Platform


class Capability(enum.Flag):
    """What a connector can do."""

    READ = enum.auto()
    SEND = enum.auto()
    DELETE = enum.auto()
    TIME_OUT = enum.auto()
    BAN = enum.auto()
    READMIT = enum.auto()


class ConnectorState(enum.Enum):
    """What is true now. Connected is not receiving: `RECEIVING` needs something that came.

    `SILENT`: connected, and nothing came for longer than the room is ever quiet.
    """

    OFF = "off"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    RECEIVING = "receiving"
    SILENT = "silent"
    RECONNECTING = "reconnecting"
    REFUSED = "refused"


class ConnectorStatus(msgspec.Struct, frozen=True, rename="camel"):
    """One connector. ``reason``: why it does not receive, in a sentence.

    ``budget_left``: what the platform lets us ask today, -1 when it does not count.
    """

    connector_id: str
    platform: Platform
    channel: str
    state: ConnectorState = ConnectorState.OFF
    reason: str = ""
    since_wall_ms: int = 0
    last_heard_wall_ms: int = 0
    received: int = 0
    duplicates: int = 0
    dropped: int = 0
    reconnects: int = 0
    retry_in_s: float = 0.0
    budget_left: int = -1


class Heard(msgspec.Struct, frozen=True, tag_field="heard", rename="camel", omit_defaults=True):
    """Base of what comes from a platform."""


class MessageHeard(Heard, frozen=True, tag="message"):
    """Somebody wrote; ``user_id`` and ``name`` are the platform's own."""

    platform_id: str
    user_id: str
    name: str
    fragments: tuple[Fragment, ...]
    sent_wall_ms: int
    colour: str = ""
    roles: frozenset[ChatRole] = frozenset()
    reply_to: str = ""
    amount: Money | None = None


class MessageGone(Heard, frozen=True, tag="gone"):
    """A message was deleted on the platform."""

    platform_id: str


class PersonCleared(Heard, frozen=True, tag="cleared"):
    """Everything of somebody was taken away there; ``seconds`` 0: for good, -1: not said."""

    user_id: str
    seconds: int = 0


class RoomCleared(Heard, frozen=True, tag="room_cleared"):
    """The whole chat was taken away there."""


class NoticeHeard(Heard, frozen=True, tag="notice"):
    """The platform says something about the room: slow mode, a raid, a gift.

    Whoever did it is named where the platform does; ``count``: how many, of gifts or likes.
    """

    text: str
    kind: str = ""
    user_id: str = ""
    name: str = ""
    count: int = 1
    amount: Money | None = None


class Alive(Heard, frozen=True, tag="alive"):
    """The connection works (a keepalive, an answer); nobody said anything."""


AnyHeard = MessageHeard | MessageGone | PersonCleared | RoomCleared | NoticeHeard | Alive

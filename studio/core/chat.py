"""What people write, wherever they write it: one message with its author, as plain data."""

import enum

import msgspec

MOST_CHARACTERS = 500


class Platform(enum.Enum):
    """Where a message was written."""

    PAGE = "page"
    TWITCH = "twitch"
    YOUTUBE = "youtube"
    BILIBILI = "bilibili"
    REPLAY = "replay"
    IRC = "irc"


class ChatRole(enum.Enum):
    """What a platform says of an author."""

    BROADCASTER = "broadcaster"
    MODERATOR = "moderator"
    VIP = "vip"
    SUBSCRIBER = "subscriber"
    FOLLOWER = "follower"
    FIRST_TIME = "first_time"


class MessageState(enum.Enum):
    """Who sees a message now: everybody, moderators only, or nobody."""

    VISIBLE = "visible"
    HELD = "held"
    DROPPED = "dropped"
    DELETED = "deleted"


class NoticeKind(enum.Enum):
    """What happened beside messages. `ROOM`: the room's own rules there, such as slow mode."""

    LIKE = "like"
    GIFT = "gift"
    JOIN = "join"
    FOLLOW = "follow"
    MEMBER = "member"
    RAID = "raid"
    ROOM = "room"
    OTHER = "other"


class FragmentKind(enum.Enum):
    """What a piece of a message is."""

    TEXT = "text"
    EMOTE = "emote"
    MENTION = "mention"


class _ChatPart(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base of what a message is made of; readers ignore fields they do not know."""


class Fragment(_ChatPart, frozen=True):
    """A piece of a message. ``ref``: an emote's or a mentioned person's id on the platform."""

    text: str
    kind: FragmentKind = FragmentKind.TEXT
    ref: str = ""


class Money(_ChatPart, frozen=True):
    """An amount in integer minor units (cents, fen) of an ISO 4217 currency."""

    minor_units: int
    currency: str


class Author(_ChatPart, frozen=True):
    """Who wrote. ``actor``: the pseudonymous key; the name is personal and may be erased."""

    actor: str
    name: str = ""
    colour: str = ""
    roles: frozenset[ChatRole] = frozenset()


class ChatMessage(_ChatPart, frozen=True):
    """One message. ``platform_id`` is unique in its platform and channel: the dedupe key."""

    id: str
    platform: Platform
    channel: str
    platform_id: str
    author: Author
    fragments: tuple[Fragment, ...]
    sent_wall_ms: int
    received_wall_ms: int
    reply_to: str = ""
    amount: Money | None = None

    @property
    def text(self) -> str:
        """All of it as it reads."""
        return "".join(fragment.text for fragment in self.fragments)

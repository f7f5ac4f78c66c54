"""The room that all platforms' chats meet in: what a moderator sees of it, as plain data."""

import msgspec

from studio.core.chat import ChatMessage, MessageState, Money, NoticeKind, Platform
from studio.core.errors import StudioError


class _RoomPart(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base; readers ignore fields they do not know."""


class RoomMessage(_RoomPart, frozen=True):
    """A message with what became of it. ``event_id``: its place in the log, growing.

    ``rule``: the name of the rule that held or dropped it. ``decided_by``: who decided about it,
    by id and by name; the streamer has no name, the studio itself neither.
    """

    event_id: int
    message: ChatMessage
    state: MessageState = MessageState.VISIBLE
    rule: str = ""
    decided_by: str = ""
    decided_by_name: str = ""


class MessageChange(_RoomPart, frozen=True):
    """What became of a message. ``message`` comes along when everybody may see it now."""

    message_id: str
    state: MessageState
    decided_by: str = ""
    message: RoomMessage | None = None
    decided_by_name: str = ""


class PersonStanding(_RoomPart, frozen=True):
    """Whether somebody may write. ``until_wall_ms``: 0 they may, -1 never again."""

    actor: str
    until_wall_ms: int = 0
    reason: str = ""


class RoomNotice(_RoomPart, frozen=True):
    """A gift, likes, somebody who joined: of one person and one kind, summed over a second.

    ``text``: the platform's own sentence, if it was only one.
    """

    event_id: int
    platform: Platform
    channel: str
    kind: NoticeKind
    wall_ms: int
    actor: str = ""
    name: str = ""
    text: str = ""
    count: int = 1
    amount: Money | None = None


class ChatCounts(_RoomPart, frozen=True):
    """Since the hub began. ``waiting``: received, and not on the disk yet."""

    received: int = 0
    held: int = 0
    dropped: int = 0
    duplicates: int = 0
    refused: int = 0
    lost: int = 0
    waiting: int = 0
    readers: int = 0


class PostRefusedError(StudioError):
    """Somebody's message was not taken. ``word`` names why, for the page to say in words.

    One of closed, empty, long, fast, slow, blocked, dropped, returning, subscribers, emotes.
    ``wait_s``: when to try again, if that helps.
    """

    def __init__(self, word: str, wait_s: int = 0) -> None:
        super().__init__(f"the message was not taken ({word})", "chat")
        self.word = word
        self.wait_s = wait_s

"""Requests about the room: reading, writing, and keeping it clean. All are answered by the hub."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.chat import MOST_CHARACTERS, ChatRole
from studio.core.chat_settings import ChatSettings
from studio.core.messages.request_base import Request, Right
from studio.core.records.chat import Decision

MOST_IN_PAGE = 200
MessageId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Actor = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Reason = Annotated[str, msgspec.Meta(max_length=200)]
Place = Annotated[int, msgspec.Meta(ge=0)]
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST_IN_PAGE)]
ChatText = Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_CHARACTERS)]


class GetMessages(Request, frozen=True):
    """The last messages before that place in the log; 0: the newest. Answered by `ChatPage`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False
    before: Place = 0
    most: Count = 100


class SearchMessages(Request, frozen=True):
    """Messages that hold all these words. Answered by `ChatPage`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False
    words: ChatText
    before: Place = 0
    most: Count = 100


class SendMessage(Request, frozen=True):
    """Say something in the room as the studio, on every platform that takes it."""

    right: ClassVar[Right] = Right.WRITE_CHAT
    is_for_engine: ClassVar[bool] = False
    text: ChatText
    reply_to: Annotated[str, msgspec.Meta(max_length=64)] = ""


class DecideMessage(Request, frozen=True):
    """Release a message that waits, delete one, bring a deleted one back, or let one wait."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId
    decision: Decision
    reason: Reason = ""


class TimeOutPerson(Request, frozen=True):
    """Let somebody be silent for that many seconds; 0: for good."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    actor: Actor
    seconds: Annotated[int, msgspec.Meta(ge=0, le=1_209_600)] = 600
    reason: Reason = ""


class ReadmitPerson(Request, frozen=True):
    """Let somebody write again."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    actor: Actor
    reason: Reason = ""


class SetRules(Request, frozen=True):
    """The rules and the pace of the room from now on."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    settings: ChatSettings


class TryRules(Request, frozen=True):
    """Which rules would fire, without anybody being told. Answered by `RulesTried`.

    ``settings`` null: the rules as they are.
    """

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    text: ChatText
    roles: frozenset[ChatRole] = frozenset()
    settings: ChatSettings | None = None


AnyRoomRequest = (
    GetMessages
    | SearchMessages
    | SendMessage
    | DecideMessage
    | TimeOutPerson
    | ReadmitPerson
    | SetRules
    | TryRules
)

"""Requests about the team's own work: who looks at what, claims, whispers, undo, persons."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.messages.chat_requests import Actor, ChatText, Count, MessageId, Place
from studio.core.messages.request_base import Request, Right
from studio.core.teamwork import Mark

MemberId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
ActId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Lane = Annotated[str, msgspec.Meta(max_length=32)]
Note = Annotated[str, msgspec.Meta(max_length=1000)]


class GetTeam(Request, frozen=True):
    """Who is here and what they work on. Answered by `TeamNow`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False


class LookAt(Request, frozen=True):
    """Let the team see which lane and which message you look at; empty: none."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False
    lane: Lane = ""
    message_id: Annotated[str, msgspec.Meta(max_length=64)] = ""


class ClaimMessage(Request, frozen=True):
    """Say that you work on a message; refused while somebody else does."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId


class ReleaseMessage(Request, frozen=True):
    """Work on it no longer."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId


class HandOver(Request, frozen=True):
    """Give a message to somebody else who is here."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId
    to: MemberId


class WhisperTeam(Request, frozen=True):
    """Say something that only the team reads."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    text: ChatText


class UndoAct(Request, frozen=True):
    """Take an act back while it can be; by anybody of the team, once."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    act_id: ActId


class GetPerson(Request, frozen=True):
    """Everything known of somebody who writes. Answered by `PersonCard`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False
    actor: Actor


class NotePerson(Request, frozen=True):
    """Write a note on somebody for the team; empty takes it away."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    actor: Actor
    note: Note = ""


class MarkPerson(Request, frozen=True):
    """Mark somebody for the team."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    actor: Actor
    mark: Mark = Mark.NONE


class GetAudit(Request, frozen=True):
    """What was decided before that link of the chain; 0: last. Answered by `AuditPage`."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    before: Place = 0
    most: Count = 50


AnyTeamRequest = (
    GetTeam
    | LookAt
    | ClaimMessage
    | ReleaseMessage
    | HandOver
    | WhisperTeam
    | UndoAct
    | GetPerson
    | NotePerson
    | MarkPerson
    | GetAudit
)

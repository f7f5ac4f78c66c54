"""Requests about polls, questions and draws. All are answered by the hub."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.engage import (
    MOST_OPTIONS,
    DrawRules,
    OptionText,
    PollText,
    QuestionState,
    Seconds,
)
from studio.core.messages.chat_requests import MessageId, Reason
from studio.core.messages.request_base import Request, Right

Options = Annotated[tuple[OptionText, ...], msgspec.Meta(min_length=2, max_length=MOST_OPTIONS)]


class GetEngagement(Request, frozen=True):
    """What viewers take part in, and what was before. Answered by `Engagement`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False


class OpenPoll(Request, frozen=True):
    """Ask the viewers; ``seconds`` 0: until it is closed by hand. One at a time."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    question: PollText
    options: Options
    seconds: Seconds = 60
    is_hidden: bool = False


class ClosePoll(Request, frozen=True):
    """No more votes; how it ended stays to be seen."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False


class HideEngaged(Request, frozen=True):
    """Take a poll or a draw that is over off the page and the picture."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    thing_id: MessageId


class DecideQuestion(Request, frozen=True):
    """Accept, answer or dismiss a question; accepting makes one of any message."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId
    state: QuestionState


class MoveQuestion(Request, frozen=True):
    """Give an accepted question another place among them; 0: it is next."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId
    place: Annotated[int, msgspec.Meta(ge=0, le=1000)]


class OpenDraw(Request, frozen=True):
    """Promise a draw and let people enter; ``seconds`` 0: until it is closed by hand."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    rules: DrawRules
    seconds: Seconds = 120


class FreezeDraw(Request, frozen=True):
    """Nobody may enter any more."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False


class RevealDraw(Request, frozen=True):
    """Show the seed and who won; freezes first, if that was not done."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False


class CancelDraw(Request, frozen=True):
    """Call the draw off; its promise stays in the log, so that this can be seen."""

    right: ClassVar[Right] = Right.ENGAGE
    is_for_engine: ClassVar[bool] = False
    reason: Reason = ""


AnyEngageRequest = (
    GetEngagement
    | OpenPoll
    | ClosePoll
    | HideEngaged
    | DecideQuestion
    | MoveQuestion
    | OpenDraw
    | FreezeDraw
    | RevealDraw
    | CancelDraw
)

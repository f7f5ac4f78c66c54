"""Requests for keeping a whole room in order: shield, nuke, learning, rules to and from others."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.chat_settings import Writers
from studio.core.messages.chat_requests import ChatText, MessageId
from studio.core.messages.request_base import Request, Right
from studio.core.moderation import Rules, RulesFormat
from studio.core.shield import Minutes, ShieldProfile

MOST_NUKE_MINUTES = 1440
MOST_LIST_CHARACTERS = 500_000
ActId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
NukeMinutes = Annotated[int, msgspec.Meta(ge=1, le=MOST_NUKE_MINUTES)]


class SetRoom(Request, frozen=True):
    """Who may write and how often; what is null stays as it is."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    slow_mode_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] | None = None
    writers: Writers | None = None
    known_for_min: Annotated[int, msgspec.Meta(ge=0, le=43_200)] | None = None
    is_emote_only: bool | None = None
    is_page_open: bool | None = None


class PreviewShield(Request, frozen=True):
    """What the shield would have done to the last minutes. Answered by `ShieldPreview`."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    profile: ShieldProfile
    minutes: Annotated[int, msgspec.Meta(ge=1, le=30)] = 5


class RaiseShield(Request, frozen=True):
    """Stricter rules for so long; one that is up already becomes this one."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    profile: ShieldProfile = ShieldProfile.CAREFUL
    minutes: Minutes = 10


class LowerShield(Request, frozen=True):
    """The rules as they were."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False


class PreviewNuke(Request, frozen=True):
    """What `Nuke` would delete. Answered by `NukePreview`."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    phrase: ChatText
    minutes: NukeMinutes = 10
    is_pattern: bool = False


class Nuke(Request, frozen=True):
    """Delete everything of the last minutes that has the phrase in it. Answered by `NukeDone`.

    Read as blocked words are: whole words, ``*`` for any letters, tricks of writing undone;
    or as a regular expression. ``timeout_s``: silence the authors as well; 0: nobody. What the
    studio and moderators wrote stays.
    """

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    phrase: ChatText
    minutes: NukeMinutes = 10
    is_pattern: bool = False
    timeout_s: Annotated[int, msgspec.Meta(ge=0, le=1_209_600)] = 0


class UndoNuke(Request, frozen=True):
    """Bring back what is still deleted of it, and let the authors write again."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    nuke_id: ActId


class AllowAndLearn(Request, frozen=True):
    """Release a message that waits, and have its rule allow what it fired at.

    Answered by `Learned`.
    """

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId


class UndoLearning(Request, frozen=True):
    """The rule forgets what it learned, and the message waits again."""

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    learned_id: ActId


class ExportRules(Request, frozen=True):
    """The rules as text for another program; null: those of the room.

    Answered by `RulesExported`.
    """

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    format: RulesFormat = RulesFormat.HAWKER
    rules: Rules | None = None


class ImportRules(Request, frozen=True):
    """Rules or blocked words from elsewhere, added to these; null: to those of the room.

    Answered by `RulesImported`. ``is_trial``: only tell what would come of it.
    """

    right: ClassVar[Right] = Right.MODERATE
    is_for_engine: ClassVar[bool] = False
    format: RulesFormat
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_LIST_CHARACTERS)]
    rules: Rules | None = None
    is_trial: bool = True


AnyRulesRequest = (
    SetRoom
    | PreviewShield
    | RaiseShield
    | LowerShield
    | PreviewNuke
    | Nuke
    | UndoNuke
    | AllowAndLearn
    | UndoLearning
    | ExportRules
    | ImportRules
)

"""The work of a team on one chat: who is here, who works on what, and what each did."""

import enum

import msgspec

from studio.core.team import Who

MOST_WHISPERS = 100
WORDS_CHARACTERS = 80


class Mark(enum.Enum):
    """What the team thinks of somebody who writes; only the team sees it."""

    NONE = "none"
    TRUSTED = "trusted"
    WATCH = "watch"
    HELPER = "helper"


class ActKind(enum.Enum):
    """What somebody of the team did."""

    DELETE = "delete"
    RELEASE = "release"
    RESTORE = "restore"
    HOLD = "hold"
    TIME_OUT = "time_out"
    BAN = "ban"
    READMIT = "readmit"
    NOTE = "note"
    MARK = "mark"
    RULES = "rules"


class _TeamPart(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base; readers ignore fields they do not know."""


class Member(_TeamPart, frozen=True):
    """Somebody who is here, since when, and which lane and message they look at."""

    who: Who
    since_wall_ms: int
    lane: str = ""
    message_id: str = ""


class Claim(_TeamPart, frozen=True):
    """A message that one of the team works on. ``by``: their id."""

    message_id: str
    by: str
    since_wall_ms: int


class Whisper(_TeamPart, frozen=True):
    """What one of the team said to the others. ``name``: theirs at that time."""

    id: str
    by: str
    name: str
    text: str
    sent_wall_ms: int


class Act(_TeamPart, frozen=True):
    """Something that was done, and until when it can be undone; 0: it cannot.

    ``target``: the person concerned. ``words``: the message's beginning, the note, the reason.
    ``until_wall_ms``: how long somebody is silent, -1 for good.
    """

    id: str
    by: str
    name: str
    kind: ActKind
    message_id: str
    target: str
    words: str
    wall_ms: int
    undo_until_wall_ms: int
    is_undone: bool = False
    target_name: str = ""
    mark: Mark = Mark.NONE
    until_wall_ms: int = 0


class PersonMark(_TeamPart, frozen=True):
    """How somebody is marked."""

    actor: str
    mark: Mark


class AuditLine(_TeamPart, frozen=True):
    """One link of the audit chain, to be read. ``number``: its place there.

    ``kind``: an `ActKind`, ``undo``, ``hand_over``, ``setting``, or how the log calls it.
    ``by`` is empty for the studio itself; names are empty where they are not known any more.
    ``words``: the beginning of the message concerned, while it can be read.
    """

    number: int
    event_id: int
    wall_ms: int
    by: str
    by_name: str
    kind: str
    target: str = ""
    message_id: str = ""
    detail: str = ""
    target_name: str = ""
    words: str = ""
    until_wall_ms: int = 0


def beginning(text: str) -> str:
    """The first words of a text, to recognise it by."""
    return text if len(text) <= WORDS_CHARACTERS else text[: WORDS_CHARACTERS - 1] + "…"

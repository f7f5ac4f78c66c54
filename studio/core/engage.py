"""What viewers take part in: hearts, polls, questions and the lucky draw, as plain data."""

import enum
from typing import Annotated

import msgspec

from studio.core.errors import StudioError
from studio.core.room import RoomMessage

MOST_OPTIONS = 6
MOST_WINNERS = 50
LONGEST_S = 3 * 3600
PollText = Annotated[str, msgspec.Meta(min_length=1, max_length=140)]
OptionText = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_S)]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base; readers ignore fields they do not know."""


class Poll(_Part, frozen=True):
    """A question with options. ``closes_wall_ms``: 0 until somebody closes it.

    ``is_hidden``: a viewer sees how it stands once they have voted.
    """

    id: str
    question: str
    options: tuple[str, ...]
    opened_wall_ms: int
    closes_wall_ms: int = 0
    is_hidden: bool = False


class PollNow(_Part, frozen=True):
    """A poll and how it stands: one count an option."""

    poll: Poll
    counts: tuple[int, ...]
    is_closed: bool = False

    @property
    def votes(self) -> int:
        """All of them."""
        return sum(self.counts)


class QuestionState(enum.Enum):
    """What became of a question."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


class Question(_Part, frozen=True):
    """A message that is a question, and how many want it answered."""

    message: RoomMessage
    votes: int = 0
    state: QuestionState = QuestionState.ASKED


class DrawRules(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Who may enter and what for. ``keyword`` empty: only by the page's button.

    ``is_for_regulars``: only who was here before the draw opened. ``is_for_writers``: only who
    wrote at least once. ``is_for_new_winners``: nobody who won in this show before.
    """

    prize: Annotated[str, msgspec.Meta(max_length=140)] = ""
    keyword: Annotated[str, msgspec.Meta(max_length=40)] = ""
    winners: Annotated[int, msgspec.Meta(ge=1, le=MOST_WINNERS)] = 1
    is_for_regulars: bool = False
    is_for_writers: bool = False
    is_for_new_winners: bool = True

    def text(self) -> str:
        """As it is promised and checked: JSON with its names in this order."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def of_text(cls, text: str) -> "DrawRules":
        """As they were promised."""
        return msgspec.json.decode(text, type=cls)


class DrawState(enum.Enum):
    """How far a draw is: entries come in, no more come in, it is drawn, or it was called off."""

    OPEN = "open"
    FROZEN = "frozen"
    DRAWN = "drawn"
    CANCELLED = "cancelled"


class Winner(_Part, frozen=True):
    """Somebody who won. ``ticket``: by which they are in the list that can be checked."""

    actor: str
    ticket: str
    name: str = ""


class DrawNow(_Part, frozen=True):
    """A draw and how far it is. ``root`` once it is frozen, ``seed`` once it is drawn."""

    id: str
    rules: DrawRules
    commitment: str
    opened_wall_ms: int
    closes_wall_ms: int = 0
    state: DrawState = DrawState.OPEN
    entries: int = 0
    root: str = ""
    seed: str = ""
    winners: tuple[Winner, ...] = ()


class Shown(_Part, frozen=True):
    """What viewers take part in now; None where there is nothing."""

    poll: PollNow | None = None
    draw: DrawNow | None = None
    hearts: int = 0
    next_question: Question | None = None
    questions: int = 0


class Mine(_Part, frozen=True):
    """What one person did: their vote, whether they are in, what they want answered."""

    vote: int | None = None
    is_in: bool = False
    wanted: tuple[str, ...] = ()


class CheckedDraw(_Part, frozen=True):
    """A draw with its frozen list, for whoever checks it."""

    draw: DrawNow
    tickets: tuple[str, ...]


class TakingPartError(StudioError):
    """Somebody's vote, entry or question was not taken. ``word`` names why, for the page.

    One of nothing, closed, option, blocked, regulars, writers, won, full, fast, gone.
    """

    def __init__(self, word: str, wait_s: int = 0) -> None:
        super().__init__(f"it was not taken ({word})", "engage")
        self.word = word
        self.wait_s = wait_s

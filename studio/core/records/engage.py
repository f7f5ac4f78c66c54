"""What viewers take part in: hearts, votes, questions, and every step of a lucky draw."""

from collections.abc import Collection
from typing import ClassVar

import msgspec

from studio.core.engage import QuestionState
from studio.core.records.payload import Payload


class HeartsGiven(Payload, frozen=True, tag="hearts_given"):
    """So many hearts within about a second, of whomever."""

    count: int


class PollOpened(Payload, frozen=True, tag="poll_opened"):
    """Somebody asks the viewers; ``closes_wall_ms`` 0: until it is closed by hand."""

    is_audited: ClassVar[bool] = True

    poll_id: str
    question: str
    options: tuple[str, ...]
    closes_wall_ms: int = 0
    is_hidden: bool = False


class PollVoted(Payload, frozen=True, tag="poll_voted"):
    """The record's actor wants this option, from 0; their last vote counts."""

    poll_id: str
    option: int


class PollClosed(Payload, frozen=True, tag="poll_closed"):
    """No more votes; ``counts``: how it ended, one an option."""

    is_audited: ClassVar[bool] = True

    poll_id: str
    counts: tuple[int, ...]


class EngagedHidden(Payload, frozen=True, tag="engaged_hidden"):
    """What is over was taken off the page and the picture."""

    thing_id: str


class QuestionAsked(Payload, frozen=True, tag="question_asked"):
    """That message is a question for the list; the record's actor put it there."""

    message_id: str


class QuestionWanted(Payload, frozen=True, tag="question_wanted"):
    """The record's actor wants it answered, or no more."""

    message_id: str
    is_wanted: bool = True


class QuestionDecided(Payload, frozen=True, tag="question_decided"):
    """Somebody accepted, answered or dismissed a question."""

    is_audited: ClassVar[bool] = True

    message_id: str
    state: QuestionState


class QuestionMoved(Payload, frozen=True, tag="question_moved"):
    """An accepted question has this place among them now, from 0."""

    message_id: str
    place: int


class DrawOpened(Payload, frozen=True, tag="draw_opened"):
    """A draw with its promise, see `studio.core.fair_draw`; ``rules``: the text as promised."""

    is_audited: ClassVar[bool] = True

    draw_id: str
    rules: str
    commitment: str
    closes_wall_ms: int = 0


class DrawEntered(Payload, frozen=True, tag="draw_entered"):
    """The record's actor takes part."""

    personal: ClassVar[tuple[str, ...]] = ("name",)

    draw_id: str
    name: str = ""


class DrawStruck(Payload, frozen=True, tag="draw_struck"):
    """An entry counts no more, because its person was blocked."""

    is_audited: ClassVar[bool] = True

    draw_id: str
    target: str
    reason: str = ""


class DrawFrozen(Payload, frozen=True, tag="draw_frozen"):
    """Nobody may enter any more; ``root`` stands for the whole list."""

    is_audited: ClassVar[bool] = True

    draw_id: str
    entries: int
    root: str


class DrawRevealed(Payload, frozen=True, tag="draw_revealed"):
    """The seed, and who won by it: persons, in the order they were drawn."""

    is_audited: ClassVar[bool] = True

    draw_id: str
    seed: str
    winners: tuple[str, ...]


class DrawCancelled(Payload, frozen=True, tag="draw_cancelled"):
    """It was called off, and everybody can see that it was."""

    is_audited: ClassVar[bool] = True

    draw_id: str
    reason: str = ""


AnyEngaged = (
    HeartsGiven
    | PollOpened
    | PollVoted
    | PollClosed
    | EngagedHidden
    | QuestionAsked
    | QuestionWanted
    | QuestionDecided
    | QuestionMoved
    | DrawOpened
    | DrawEntered
    | DrawStruck
    | DrawFrozen
    | DrawRevealed
    | DrawCancelled
)


class Wanted(msgspec.Struct, frozen=True):
    """Which of these records somebody asks for.

    What is empty does not matter; ``most``: the newest so many.
    """

    kinds: tuple[type[Payload], ...]
    things: Collection[str] = ()
    actors: Collection[str] = ()
    session_id: str = ""
    since_wall_ms: int = 0
    most: int = 20_000

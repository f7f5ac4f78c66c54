"""What lies over the picture beside the scenes: cards for a message, a poll, a draw, a note."""

import enum
from typing import Annotated

import msgspec

from studio.core.chat import MOST_CHARACTERS, Platform

MOST_CARDS = 3
MOST_OPTIONS = 6
MOST_WINNERS = 20
CardId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Place(enum.Enum):
    """Where on the picture the cards stand; always within what every screen shows."""

    BOTTOM_LEFT = "bottom_left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom_right"
    TOP_LEFT = "top_left"
    TOP = "top"
    TOP_RIGHT = "top_right"

    @property
    def is_top(self) -> bool:
        """Whether the first card stands at the top and the others below it."""
        return self.value.startswith("top")


class CardSize(enum.Enum):
    """How large the words on a card are."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class CardLook(enum.Enum):
    """Light words on a dark card, or the other way round."""

    DARK = "dark"
    LIGHT = "light"


class _Card(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename="camel",
    tag_field="kind",
):
    """Base of all cards. A card with the id of one that is shown takes its place."""

    id: CardId


class MessageCard(_Card, frozen=True, tag="message"):
    """What somebody wrote. ``amount``: what they paid with it, in words."""

    text: Words
    name: Line = ""
    platform: Platform = Platform.PAGE
    amount: Line = ""


class PollOption(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"
):
    """An answer and how many chose it."""

    text: Line
    votes: Count = 0


class PollCard(_Card, frozen=True, tag="poll"):
    """A question with its answers. ``has_counts``: whether everybody may see the votes yet.

    ``ends_wall_ms`` 0: it has no end of its own.
    """

    question: Line
    options: Annotated[tuple[PollOption, ...], msgspec.Meta(max_length=MOST_OPTIONS)] = ()
    has_counts: bool = True
    is_closed: bool = False
    ends_wall_ms: Count = 0


class DrawCard(_Card, frozen=True, tag="draw"):
    """A lucky draw: how to take part until it ends, then who won.

    ``keyword`` empty: by a button of the page only. ``ends_wall_ms`` 0: it has no end of its own.
    ``is_frozen``: nobody can enter any more.
    """

    prize: Line
    keyword: Line = ""
    entries: Count = 0
    ends_wall_ms: Count = 0
    is_frozen: bool = False
    is_over: bool = False
    winners: Annotated[tuple[Line, ...], msgspec.Meta(max_length=MOST_WINNERS)] = ()


class NoteCard(_Card, frozen=True, tag="note"):
    """A few words of the studio itself."""

    title: Line
    text: Words = ""


AnyCard = MessageCard | PollCard | DrawCard | NoteCard
Cards = Annotated[tuple[AnyCard, ...], msgspec.Meta(max_length=MOST_CARDS)]

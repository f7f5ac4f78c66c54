"""The rules a moderator sets: what each looks for, whom it spares, and what it does."""

import enum
from typing import Annotated

import msgspec

from studio.core.chat import ChatRole

_SPARED = frozenset({ChatRole.BROADCASTER, ChatRole.MODERATOR})
RuleName = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Term = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class Action(enum.Enum):
    """What a rule does when it fires, mildest first."""

    HOLD = "hold"
    DROP = "drop"
    TIME_OUT = "time_out"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="rule", kw_only=True):
    """Base of all rules. ``spares``: roles that it never looks at.

    ``allowed``: words that it reads as if they were not there, learned from what a moderator let
    through; of links they are domains that may be named, with all below them.
    """

    name: RuleName
    is_on: bool = True
    action: Action = Action.HOLD
    timeout_s: Annotated[int, msgspec.Meta(ge=1, le=1_209_600)] = 600
    spares: frozenset[ChatRole] = _SPARED
    allowed: Annotated[tuple[Term, ...], msgspec.Meta(max_length=1000)] = ()


class WordsRule(Rule, frozen=True, tag="words"):
    """Words and phrases; a ``*`` at an end stands for any letters there.

    ``patterns`` are regular expressions; each is given a few milliseconds a message. With
    ``has_variants`` look-alike letters, digits for letters, spaces between letters and stretched
    letters are undone first.
    """

    terms: Annotated[tuple[Term, ...], msgspec.Meta(max_length=5000)] = ()
    patterns: Annotated[tuple[Term, ...], msgspec.Meta(max_length=200)] = ()
    has_variants: bool = True


class LinksRule(Rule, frozen=True, tag="links"):
    """Addresses of web pages, but for the allowed domains."""


class CapsRule(Rule, frozen=True, tag="caps"):
    """Shouting: too large a share of capitals in a message that is long enough."""

    least_letters: Annotated[int, msgspec.Meta(ge=1, le=500)] = 12
    most_share: Share = 0.8


class RepetitionRule(Rule, frozen=True, tag="repetition"):
    """The same sign, word or message again and again."""

    most_same_signs: Annotated[int, msgspec.Meta(ge=3, le=500)] = 20
    most_same_words: Annotated[int, msgspec.Meta(ge=2, le=100)] = 8
    most_same_messages: Annotated[int, msgspec.Meta(ge=1, le=50)] = 3
    within_s: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 60


class FloodRule(Rule, frozen=True, tag="flood"):
    """Too many messages of one person in a short time."""

    most_messages: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 8
    within_s: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 10


class EmotesRule(Rule, frozen=True, tag="emotes"):
    """Too many emotes and emoji in one message."""

    most_emotes: Annotated[int, msgspec.Meta(ge=1, le=500)] = 15


class ContactsRule(Rule, frozen=True, tag="contacts"):
    """Bait to leave the room: phone numbers, messenger names, 加微信, whatsapp me."""


class NewcomersRule(Rule, frozen=True, tag="newcomers"):
    """The first message of somebody who was never here."""


AnyRule = (
    WordsRule
    | LinksRule
    | CapsRule
    | RepetitionRule
    | FloodRule
    | EmotesRule
    | ContactsRule
    | NewcomersRule
)
Rules = Annotated[tuple[AnyRule, ...], msgspec.Meta(max_length=100)]


def first_rules() -> tuple[AnyRule, ...]:
    """What a new room begins with: mild, and nothing about taste."""
    return (
        WordsRule(name="Blocked words", action=Action.DROP),
        LinksRule(name="Links"),
        ContactsRule(name="Contact bait"),
        RepetitionRule(name="Repetition"),
        FloodRule(name="Flood", action=Action.DROP),
        EmotesRule(name="Too many emotes"),
        CapsRule(name="Shouting", is_on=False),
        NewcomersRule(name="First message", is_on=False),
    )


class RulesFormat(enum.Enum):
    """How rules are written down elsewhere: all of them as ours, or only blocked words."""

    HAWKER = "hawker"
    TWITCH = "twitch"
    NIGHTBOT = "nightbot"

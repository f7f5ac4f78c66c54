"""The shield: stricter rules for some minutes, raised with one button; as plain data."""

import enum
from typing import Annotated

import msgspec

MOST_MINUTES = 240
Minutes = Annotated[int, msgspec.Meta(ge=1, le=MOST_MINUTES)]


class ShieldProfile(enum.Enum):
    """How strict it is.

    CAREFUL: every rule is on, first messages wait, ten seconds between two messages.
    STRICT: what would wait is dropped, only who was here before may write, every half minute.
    ALL_HELD: whatever is written waits for a moderator.
    """

    CAREFUL = "careful"
    STRICT = "strict"
    ALL_HELD = "all_held"


class ShieldState(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A shield that is up. ``by``: the id of whoever raised it."""

    profile: ShieldProfile
    raised_wall_ms: int
    until_wall_ms: int
    by: str = ""

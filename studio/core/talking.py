"""Push to talk and push to mute: when a strip is heard while a key is held down."""

import enum

# A window says again that the key is down; who does so no more, has let it go.
HOLD_S = 1.5
SAY_AGAIN_S = 0.5


class Talk(enum.Enum):
    """``TO_TALK``: heard only while the key is down; ``TO_MUTE``: silent while it is."""

    OFF = "off"
    TO_TALK = "to_talk"
    TO_MUTE = "to_mute"


def is_open(talk: Talk, *, is_held: bool) -> bool:
    """Whether the strip may be heard."""
    return talk is Talk.OFF or is_held is (talk is Talk.TO_TALK)

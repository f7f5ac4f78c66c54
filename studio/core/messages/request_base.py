"""What every request is: its right, and who answers it."""

import enum
from typing import ClassVar

import msgspec


class Right(enum.Enum):
    """What a role may allow."""

    SEE = "see"
    COMPOSE = "compose"
    MIX = "mix"
    SWITCH_SCENE = "switch_scene"
    RUN_SHOW = "run_show"
    RECORD = "record"
    CONFIGURE = "configure"
    INVITE = "invite"
    SHUT_DOWN = "shut_down"
    READ_CHAT = "read_chat"
    WRITE_CHAT = "write_chat"
    MODERATE = "moderate"
    PIN = "pin"
    ENGAGE = "engage"
    SIGNAL = "signal"


class Request(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", tag_field="type"
):
    """Base of all requests. ``right``: what the asker must hold; ``is_for_engine``: passed on."""

    right: ClassVar[Right] = Right.SEE
    is_for_engine: ClassVar[bool] = True

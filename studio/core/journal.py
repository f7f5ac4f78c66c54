"""What happened in a show, as entries that a person can read, and what they are kept in."""

import enum

import msgspec

JOURNAL_ID = r"^[0-9]{8}-[0-9]{6}(-[0-9]{1,3})?\Z"


class LogKind(enum.Enum):
    """What an entry is about."""

    STATE = "state"
    ALARM = "alarm"
    SCENE = "scene"
    SERVER = "server"
    RECORDING = "recording"
    SETTING = "setting"
    SOURCE = "source"
    STUDIO = "studio"


class LogEntry(msgspec.Struct, frozen=True, rename="camel"):
    """One thing that happened. ``word``: the name of its sentence; ``values``: what fills it in.

    ``show_ms``: since the show began, -1 when none was on.
    """

    wall_ms: int
    kind: LogKind
    word: str
    values: dict[str, str] = {}
    show_ms: int = -1


class JournalInfo(msgspec.Struct, frozen=True, rename="camel"):
    """One show's journal; ``began_wall_ms`` is its first entry's time."""

    id: str
    began_wall_ms: int
    size_bytes: int

"""Servers that the show is sent to beside the viewer page, and how each does."""

import enum
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

import msgspec

from studio.core.errors import BadInputError

MOST_TARGETS = 8
MOST_SECRET_CHARACTERS = 512
_SECRET_NAMES = frozenset({"passphrase", "password", "key", "token", "streamkey"})


class TargetKind(enum.Enum):
    """How a server is spoken to."""

    RTMP = "rtmp"
    SRT = "srt"
    WHIP = "whip"


_KINDS = {
    "rtmp": TargetKind.RTMP,
    "rtmps": TargetKind.RTMP,
    "srt": TargetKind.SRT,
    "http": TargetKind.WHIP,
    "https": TargetKind.WHIP,
}


class CanvasChoice(enum.Enum):
    """Which of the show's two pictures; without a second canvas it is always the first."""

    FIRST = "first"
    SECOND = "second"


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One server. Its stream key, passphrase or bearer token is kept apart, as its secret."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\Z")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    url: Annotated[str, msgspec.Meta(max_length=2048)]
    is_enabled: bool = True
    canvas: CanvasChoice = CanvasChoice.FIRST

    @property
    def kind(self) -> TargetKind:
        """By the address; BadInputError when it is none of ours."""
        scheme = self.url.partition("://")[0].lower()
        if scheme not in _KINDS:
            known = ", ".join(f"{name}://" for name in _KINDS)
            raise BadInputError(f"the address must begin with one of {known}", self.name)
        return _KINDS[scheme]


Targets = Annotated[tuple[Target, ...], msgspec.Meta(max_length=MOST_TARGETS)]


class TargetState(enum.Enum):
    """What a server gets now."""

    OFF = "off"
    CONNECTING = "connecting"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    FAILED = "failed"


class TargetStatus(msgspec.Struct, frozen=True, rename="camel"):
    """One server; ``reason`` says in a sentence why it does not get the show.

    ``room_bps``: what the way there can take, as the server reports it; 0 when it does not.
    """

    target_id: str
    name: str
    state: TargetState = TargetState.OFF
    reason: str = ""
    has_secret: bool = False
    sent_bps: int = 0
    dropped_packets: int = 0
    reconnects: int = 0
    connected_s: float = 0.0
    retry_in_s: float = 0.0
    round_trip_ms: float = 0.0
    loss: float = 0.0
    room_bps: int = 0


def check_targets(targets: tuple[Target, ...]) -> None:
    """BadInputError for an address that cannot be one, and for two with one id."""
    if len({target.id for target in targets}) < len(targets):
        raise BadInputError("two servers have the same id", "targets")
    for target in targets:
        check_target(target)


def check_target(target: Target) -> None:
    """BadInputError says what is wrong with the address; secrets have a field of their own."""
    kind = target.kind
    try:
        parts = urlsplit(target.url)
        port = parts.port
    except ValueError as error:
        raise BadInputError("the address cannot be read", target.name) from error
    if not parts.hostname or any(letter.isspace() or ord(letter) < 32 for letter in target.url):
        raise BadInputError("the address names no server", target.name)
    if kind is TargetKind.SRT and not port:
        raise BadInputError("an SRT address needs a port, such as srt://host:9000", target.name)
    if kind is TargetKind.RTMP and len(parts.path) < 2:
        raise BadInputError("an RTMP address needs a path, such as rtmp://host/live", target.name)
    names = {name.lower() for name, _ in parse_qsl(parts.query)}
    if "@" in parts.netloc or names & _SECRET_NAMES:
        raise BadInputError("keys and passwords go into the key's own field", target.name)


def place_of(url: str) -> str:
    """Scheme, host and port of an address: what may stand in a log."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

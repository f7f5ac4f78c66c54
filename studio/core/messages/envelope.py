"""The envelope around every message, shaped like obs-websocket 5: ``{"op": n, "d": …}``.

Hello → Identify → Identified, then Event, Request and RequestResponse. The same
envelope goes over a window's WebSocket and over the link between hub and engine.
"""

import enum
from typing import Annotated

import msgspec

from studio.core.errors import BadInputError
from studio.core.messages.events import AnyEvent
from studio.core.messages.requests import AnyRequest
from studio.core.messages.results import AnyResult
from studio.core.team import OWNER, Who

RPC_VERSION = 1
MAX_MESSAGE_BYTES = 1_048_576


class Status(enum.IntEnum):
    """How a request ended; numbers as in obs-websocket 5 where it has one."""

    SUCCESS = 100
    BAD_INPUT = 400
    FORBIDDEN = 403
    NOT_FOUND = 600
    UNAVAILABLE = 601
    INTERNAL = 205


class HelloData(msgspec.Struct, frozen=True, rename="camel"):
    """First word of the side that listens."""

    studio_version: str
    rpc_version: int = RPC_VERSION


class IdentifyData(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who connects: the token it was handed, what it subscribes to (`Topic` bits), its name."""

    token: Annotated[str, msgspec.Meta(max_length=200)]
    event_subscriptions: int = 0
    client_name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    rpc_version: int = RPC_VERSION


class IdentifiedData(msgspec.Struct, frozen=True, rename="camel"):
    """Welcome: the role that the token stands for, and whom the hub takes the client for."""

    role: str
    who: Who = OWNER
    negotiated_rpc_version: int = RPC_VERSION


class EventData(msgspec.Struct, frozen=True, rename="camel"):
    """One event."""

    event: AnyEvent


class RequestData(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One request; ``request_id`` comes back in the response."""

    request_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    request: AnyRequest


class ResponseData(msgspec.Struct, frozen=True, rename="camel"):
    """How a request ended, with what it gave. ``comment`` and ``where`` are for a person."""

    request_id: str
    status: int = Status.SUCCESS
    comment: str = ""
    where: str = ""
    result: AnyResult | None = None


class Frame(msgspec.Struct, frozen=True, tag_field="op"):
    """Base of the seven frames."""


class Hello(Frame, frozen=True, tag=0):
    """op 0."""

    d: HelloData


class Identify(Frame, frozen=True, tag=1):
    """op 1."""

    d: IdentifyData


class Identified(Frame, frozen=True, tag=2):
    """op 2."""

    d: IdentifiedData


class EventFrame(Frame, frozen=True, tag=5):
    """op 5."""

    d: EventData


class RequestFrame(Frame, frozen=True, tag=6):
    """op 6."""

    d: RequestData


class ResponseFrame(Frame, frozen=True, tag=7):
    """op 7."""

    d: ResponseData


AnyFrame = Hello | Identify | Identified | EventFrame | RequestFrame | ResponseFrame

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyFrame] = msgspec.json.Decoder(AnyFrame)


def encode_frame(frame: AnyFrame) -> bytes:
    """UTF-8 JSON of one frame."""
    return _encoder.encode(frame)


def decode_frame(data: bytes | str, where: str) -> AnyFrame:
    """One frame, strictly; raises BadInputError that names ``where`` and the field."""
    size = len(data)
    if size > MAX_MESSAGE_BYTES:
        raise BadInputError(f"message of {size} bytes; {MAX_MESSAGE_BYTES} are allowed", where)
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInputError(str(error) or type(error).__name__, where) from error

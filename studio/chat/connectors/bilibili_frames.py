"""bilibili's frames: a header of sixteen bytes, packed or not, with frames inside frames.

Unpacking stops at a limit: a small frame cannot become a large one.
"""

import enum
import struct
import zlib
from collections.abc import Iterator

import brotli
import msgspec

from studio.core.errors import BadInputError

HEADER = struct.Struct(">IHHII")
LARGEST_FRAME = 1024 * 1024
LARGEST_UNPACKED = 8 * 1024 * 1024
_DEEPEST = 3
_MOST_FRAMES = 10_000


class Packing(enum.IntEnum):
    """How the body is written."""

    JSON = 0
    NUMBER = 1
    ZLIB = 2
    BROTLI = 3


class Operation(enum.IntEnum):
    """What a frame is for."""

    HEARTBEAT = 2
    HEARTBEAT_REPLY = 3
    MESSAGE = 5
    AUTH = 7
    AUTH_REPLY = 8


class Frame(msgspec.Struct, frozen=True):
    """One that is unpacked."""

    operation: int
    body: bytes


def write_frame(
    operation: int, body: bytes, packing: int = Packing.NUMBER, sequence: int = 1
) -> bytes:
    """A frame with its header."""
    total = HEADER.size + len(body)
    return HEADER.pack(total, HEADER.size, packing, operation, sequence) + body


def read_frames(data: bytes) -> list[Frame]:
    """All that is in a WebSocket message, in order. BadInputError when it is not frames."""
    room = _Room()
    found = []
    for frame in _frames(data, 0, room):
        found.append(frame)
        if len(found) > _MOST_FRAMES:
            raise _bad("too many frames")
    return found


class _Room:
    """How much may still be unpacked of one message."""

    def __init__(self) -> None:
        self.left = LARGEST_UNPACKED

    def take(self, data: bytes) -> bytes:
        self.left -= len(data)
        return data


def _frames(data: bytes, depth: int, room: _Room) -> Iterator[Frame]:
    if depth > _DEEPEST:
        raise _bad("frames in frames in frames")
    view, at = memoryview(data), 0
    while at < len(view):
        if len(view) - at < HEADER.size:
            raise _bad("a header is cut off")
        total, header, packing, operation, _ = HEADER.unpack_from(view, at)
        if header < HEADER.size or total < header or at + total > len(view):
            raise _bad("the lengths are wrong")
        body = bytes(view[at + header : at + total])
        at += total
        if packing == Packing.ZLIB:
            yield from _frames(room.take(_inflate(body, room.left)), depth + 1, room)
        elif packing == Packing.BROTLI:
            yield from _frames(room.take(_unbrotli(body, room.left)), depth + 1, room)
        elif packing in (Packing.JSON, Packing.NUMBER):
            yield Frame(operation, body)
        else:
            raise _bad("it is packed in an unknown way")


def _inflate(body: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise _bad("it cannot be unpacked") from error
    if len(data) > most:
        raise _bad("it is too large when unpacked")
    if not unpacker.eof:
        raise _bad("it cannot be unpacked")
    return data


def _unbrotli(body: bytes, most: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = unpacker.process(body, output_buffer_limit=most + 1)
        while True:
            parts.append(part)
            size += len(part)
            if size > most:
                raise _bad("it is too large when unpacked")
            if unpacker.is_finished():
                return b"".join(parts)
            if not part:
                raise _bad("it cannot be unpacked")
            part = unpacker.process(b"", output_buffer_limit=most + 1 - size)
    except brotli.error as error:
        raise _bad("it cannot be unpacked") from error


def _bad(why: str) -> BadInputError:
    return BadInputError(f"bilibili's frame cannot be read: {why}", "bilibili")

"""RTMP's chunk stream: messages cut into chunks and put together again (RTMP 1.0 §5.3)."""

import struct
from dataclasses import dataclass, field

from studio.core.errors import UnavailableError

SET_CHUNK_SIZE, ABORT, ACKNOWLEDGEMENT, USER_CONTROL, WINDOW_SIZE, PEER_BANDWIDTH = 1, 2, 3, 4, 5, 6
AUDIO, VIDEO, DATA, COMMAND = 8, 9, 18, 20
_FIRST_SIZE = 128
_LARGEST_MESSAGE = 1_000_000
_MOST_STREAMS = 64
_EXTENDED = 0xFFFFFF
_HEADER_BYTES = (11, 7, 3, 0)


@dataclass(frozen=True, slots=True)
class Message:
    """One whole message. ``time_ms`` modulo 2³²."""

    kind: int
    data: bytes
    stream_id: int = 0
    time_ms: int = 0


def chunks_of(message: Message, chunk_stream: int, chunk_bytes: int) -> bytes:
    """The message as chunks, the first with a full header (type 0), the others without (type 3)."""
    time_ms = message.time_ms & 0xFFFFFFFF
    is_extended = time_ms >= _EXTENDED
    extended = struct.pack(">I", time_ms) if is_extended else b""
    head = bytes((chunk_stream,)) + min(time_ms, _EXTENDED).to_bytes(3, "big")
    head += len(message.data).to_bytes(3, "big") + bytes((message.kind,))
    parts = [head, struct.pack("<I", message.stream_id), extended, message.data[:chunk_bytes]]
    for start in range(chunk_bytes, len(message.data), chunk_bytes):
        parts += [bytes((0xC0 | chunk_stream,)), extended]
        parts.append(message.data[start : start + chunk_bytes])
    return b"".join(parts)


@dataclass(slots=True)
class _Stream:
    kind: int = 0
    length: int = 0
    stream_id: int = 0
    time_ms: int = 0
    is_extended: bool = False
    data: bytearray = field(default_factory=bytearray)


class ChunkReader:
    """Bytes in, messages out. Raises UnavailableError when the server sends nonsense."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._streams: dict[int, _Stream] = {}
        self._chunk_bytes = _FIRST_SIZE

    def feed(self, data: bytes) -> list[Message]:
        """The messages that are complete now."""
        self._buffer += data
        found = []
        while (taken := self._take_chunk()) is not None:
            if isinstance(taken, Message):
                self._obey(taken)
                found.append(taken)
        return found

    def _obey(self, message: Message) -> None:
        if message.kind == SET_CHUNK_SIZE and len(message.data) >= 4:
            size = int.from_bytes(message.data[:4], "big") & 0x7FFFFFFF
            if not 1 <= size <= _LARGEST_MESSAGE:
                raise UnavailableError(f"the server asks for chunks of {size} bytes", "RTMP")
            self._chunk_bytes = size

    def _take_chunk(self) -> Message | bool | None:
        """A message, True for a chunk in the middle of one, None when bytes are missing."""
        buffer = self._buffer
        if not buffer:
            return None
        form, number, at = buffer[0] >> 6, buffer[0] & 63, 1
        if number < 2:
            at += 1 + number
            if len(buffer) < at:
                return None
            number = 64 + int.from_bytes(buffer[1:at], "little")
        head = buffer[at : at + _HEADER_BYTES[form]]
        at += _HEADER_BYTES[form]
        if len(buffer) < at:
            return None
        stream = self._stream(number, form)
        is_extended = stream.is_extended if form == 3 else head[:3] == b"\xff\xff\xff"
        at += 4 if is_extended else 0
        length = int.from_bytes(head[3:6], "big") if form < 2 else stream.length
        if length > _LARGEST_MESSAGE:
            raise UnavailableError(f"the server sends a message of {length} bytes", "RTMP")
        count = min(self._chunk_bytes, length - (len(stream.data) if form == 3 else 0))
        if len(buffer) < at + count:
            return None
        self._read_head(stream, form, bytes(head), is_extended)
        stream.data += buffer[at : at + count]
        del buffer[: at + count]
        if len(stream.data) < stream.length:
            return True
        message = Message(stream.kind, bytes(stream.data), stream.stream_id, stream.time_ms)
        stream.data.clear()
        return message

    def _stream(self, number: int, form: int) -> _Stream:
        if number not in self._streams:
            if form != 0 or len(self._streams) >= _MOST_STREAMS:
                raise UnavailableError("the server's answer cannot be followed", "RTMP")
            self._streams[number] = _Stream()
        return self._streams[number]

    @staticmethod
    def _read_head(stream: _Stream, form: int, head: bytes, is_extended: bool) -> None:
        if form == 3:
            return
        stream.is_extended = is_extended
        stream.data.clear()
        if form < 2:
            stream.length = int.from_bytes(head[3:6], "big")
            stream.kind = head[6]
        if form == 0:
            stream.stream_id = int.from_bytes(head[7:11], "little")

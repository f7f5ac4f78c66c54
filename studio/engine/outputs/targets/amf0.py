"""AMF0, the little data format of RTMP's commands (Action Message Format, Adobe 2007)."""

import enum
import struct

from studio.core.errors import BadInputError

Amf = float | bool | str | None | dict[str, "Amf"] | list["Amf"]


class _Kind(enum.IntEnum):
    NUMBER = 0
    BOOLEAN = 1
    STRING = 2
    OBJECT = 3
    NULL = 5
    UNDEFINED = 6
    ECMA_ARRAY = 8
    END = 9
    STRICT_ARRAY = 10
    DATE = 11
    LONG_STRING = 12


_MOST_DEPTH = 16
_MOST_ITEMS = 10_000


def encode(*values: Amf) -> bytes:
    """The values one after another."""
    return b"".join(_encoded(value) for value in values)


def encode_array(values: dict[str, Amf]) -> bytes:
    """An ECMA array, which metadata is sent as."""
    return struct.pack(">BI", _Kind.ECMA_ARRAY, len(values)) + _pairs(values)


def decode(data: bytes) -> list[Amf]:
    """All values in ``data``. Raises BadInputError for what is none."""
    reader = _Reader(data)
    values = []
    while reader.at < len(data):
        values.append(reader.value(0))
    return values


def _encoded(value: Amf) -> bytes:
    if value is None:
        return bytes((_Kind.NULL,))
    if isinstance(value, bool):
        return bytes((_Kind.BOOLEAN, value))
    if isinstance(value, float | int):
        return struct.pack(">Bd", _Kind.NUMBER, value)
    if isinstance(value, str):
        data = value.encode()
        if len(data) > 0xFFFF:
            return struct.pack(">BI", _Kind.LONG_STRING, len(data)) + data
        return struct.pack(">BH", _Kind.STRING, len(data)) + data
    if isinstance(value, list):
        return struct.pack(">BI", _Kind.STRICT_ARRAY, len(value)) + encode(*value)
    return bytes((_Kind.OBJECT,)) + _pairs(value)


def _pairs(values: dict[str, Amf]) -> bytes:
    parts = []
    for name, value in values.items():
        key = name.encode()[:0xFFFF]
        parts += [struct.pack(">H", len(key)), key, _encoded(value)]
    return b"".join((*parts, b"\0\0", bytes((_Kind.END,))))


class _Reader:
    """Where in the data it is; every step is checked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0
        self._items = 0

    def value(self, depth: int) -> Amf:
        self._items += 1
        if depth > _MOST_DEPTH or self._items > _MOST_ITEMS:
            raise BadInputError("the server's answer is nested too deeply", "AMF0")
        kind = self._take(1)[0]
        match kind:
            case _Kind.NUMBER | _Kind.DATE:
                number = float(struct.unpack(">d", self._take(8))[0])
                self._take(2 if kind == _Kind.DATE else 0)  # a time zone that nobody uses
                return number
            case _Kind.BOOLEAN:
                return self._take(1) != b"\0"
            case _Kind.STRING | _Kind.LONG_STRING:
                return self._text(2 if kind == _Kind.STRING else 4)
            case _Kind.OBJECT | _Kind.ECMA_ARRAY:
                self._take(4 if kind == _Kind.ECMA_ARRAY else 0)
                return self._object(depth)
            case _Kind.NULL | _Kind.UNDEFINED:
                return None
            case _Kind.STRICT_ARRAY:
                return [self.value(depth + 1) for _ in range(self._number(4))]
        raise BadInputError(f"the server's answer holds an unknown kind {kind}", "AMF0")

    def _object(self, depth: int) -> dict[str, Amf]:
        found: dict[str, Amf] = {}
        while True:
            name = self._text(2)
            if not name and self._data[self.at : self.at + 1] == bytes((_Kind.END,)):
                self.at += 1
                return found
            found[name] = self.value(depth + 1)

    def _text(self, size: int) -> str:
        return self._take(self._number(size)).decode("utf-8", "replace")

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "big")

    def _take(self, count: int) -> bytes:
        part = self._data[self.at : self.at + count]
        if len(part) < count:
            raise BadInputError("the server's answer ends too soon", "AMF0")
        self.at += count
        return part

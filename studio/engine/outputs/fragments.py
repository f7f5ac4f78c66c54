"""The boxes of a fragmented MP4 as it grows (ISO/IEC 14496-12 §4.2, §8.8): where each part lies."""

import struct
from collections import deque
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct(">I4s")
_LONG_SIZE = struct.Struct(">Q")
_KEPT_FRAGMENTS = 64


@dataclass(frozen=True, slots=True)
class Box:
    """One top-level box: its four letters and its bytes' place in the file."""

    kind: bytes
    start: int
    end: int


def read_boxes(path: Path, offset: int = 0) -> list[Box]:
    """The complete boxes from ``offset`` on; stops before one that is cut off or nonsense."""
    found: list[Box] = []
    with path.open("rb") as file:
        size = file.seek(0, 2)
        while offset + _HEADER.size <= size:
            file.seek(offset)
            head = file.read(_HEADER.size + _LONG_SIZE.size)
            length, kind = _HEADER.unpack_from(head)
            if length == 1 and len(head) == _HEADER.size + _LONG_SIZE.size:
                (length,) = _LONG_SIZE.unpack_from(head, _HEADER.size)
            if length < _HEADER.size or offset + length > size:
                break
            found.append(Box(kind, offset, offset + length))
            offset += length
    return found


class FragmentIndex:
    """Follows a file that grows; each `refresh` looks only at what is new."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._head_end = 0
        self._offset = 0
        self._moof: Box | None = None
        self._fragments: deque[tuple[int, int]] = deque(maxlen=_KEPT_FRAGMENTS)

    def refresh(self) -> None:
        """Take up the boxes that were completed since. Raises OSError."""
        for box in read_boxes(self.path, self._offset):
            self._offset = box.end
            if box.kind == b"moov":
                self._head_end = box.end
            elif box.kind == b"moof":
                self._moof = box
            elif box.kind == b"mdat" and self._moof is not None:
                self._fragments.append((self._moof.start, box.end))
                self._moof = None
                self.count += 1

    def tail(self, fragments: int) -> bytes:
        """A file of its own: the head, and the last so many fragments. Raises OSError."""
        if not self._fragments or not self._head_end:
            return b""
        first = self._fragments[-min(fragments, len(self._fragments))]
        with self.path.open("rb") as file:
            head = file.read(self._head_end)
            file.seek(first[0])
            return head + file.read(self._fragments[-1][1] - first[0])

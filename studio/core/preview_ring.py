"""The preview as a memory-mapped ring of three pictures: one writer, any number of readers.

Layout: a header of little-endian unsigned 64-bit numbers (magic, width, height, newest
serial, then one sequence number a slot, odd while the slot is written), followed by three
slots of width × height BGRA. A reader never waits for the writer, nor the writer for it.
"""

import mmap
import os
import struct
from pathlib import Path

from studio.core.errors import BadInputError, UnavailableError

_MAGIC = 0x31474E49524B5748  # "HWKRING1"
_SLOTS = 3
_WORDS = 4 + _SLOTS
_HEADER_BYTES = 4096
_WORD = struct.Struct("<Q")


def _word_at(index: int) -> int:
    return index * _WORD.size


class PreviewWriter:
    """Makes the file (0600) and fills it; ``close`` removes it."""

    def __init__(self, path: Path, width_px: int, height_px: int) -> None:
        self.path = path
        self.width_px = width_px
        self.height_px = height_px
        self._slot_bytes = width_px * height_px * 4
        self._serial = 0
        size = _HEADER_BYTES + _SLOTS * self._slot_bytes
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.ftruncate(descriptor, size)
            self._map = mmap.mmap(descriptor, size)
        finally:
            os.close(descriptor)
        self._put(1, width_px)
        self._put(2, height_px)
        self._put(0, _MAGIC)

    def write(self, bgra: bytes | memoryview) -> None:
        """Publish one picture of width × height × 4 bytes, in a buffer of any shape."""
        picture = memoryview(bgra).cast("B")
        if len(picture) != self._slot_bytes:
            raise ValueError(f"preview of {len(picture)} bytes; {self._slot_bytes} are expected")
        slot = (self._serial + 1) % _SLOTS
        start = _HEADER_BYTES + slot * self._slot_bytes
        self._put(4 + slot, 2 * self._serial + 1)
        self._map[start : start + self._slot_bytes] = picture
        self._serial += 1
        self._put(4 + slot, 2 * self._serial)
        self._put(3, self._serial)

    def close(self) -> None:
        """Let go and remove the file; readers keep what they mapped."""
        self._map.close()
        self.path.unlink(missing_ok=True)

    def _put(self, index: int, value: int) -> None:
        _WORD.pack_into(self._map, _word_at(index), value)


class PreviewReader:
    """Maps a ring for reading; `UnavailableError` if there is none, `BadInputError` if bad."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise UnavailableError("the preview cannot be opened", str(path)) from error
        if len(self._map) < _HEADER_BYTES or self._get(0) != _MAGIC:
            self._map.close()
            raise BadInputError("this is not a preview ring", str(path))
        self.width_px = self._get(1)
        self.height_px = self._get(2)
        self._slot_bytes = self.width_px * self.height_px * 4
        if len(self._map) != _HEADER_BYTES + _SLOTS * self._slot_bytes:
            self._map.close()
            raise BadInputError("the preview ring has a wrong length", str(path))

    def latest(self) -> tuple[int, bytes] | None:
        """Serial and a copy of the newest picture; None when there is none whole right now."""
        serial = self._get(3)
        if serial == 0:
            return None
        slot = serial % _SLOTS
        start = _HEADER_BYTES + slot * self._slot_bytes
        before = self._get(4 + slot)
        picture = self._map[start : start + self._slot_bytes]
        if before != 2 * serial or self._get(4 + slot) != before:
            return None
        return serial, picture

    @property
    def serial(self) -> int:
        """Number of the newest picture; 0 before the first."""
        return self._get(3)

    def close(self) -> None:
        """Let go."""
        self._map.close()

    def _get(self, index: int) -> int:
        value: int = _WORD.unpack_from(self._map, _word_at(index))[0]
        return value

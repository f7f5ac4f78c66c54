"""What a platform said, line by line in a file, so that a show can be heard again.

A line is ``{"at_ms": …, "heard": {…}}``, milliseconds since the recording began. Names and words
are in it as they came: the file is made with the rights of its owner only.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from studio.core.connectors import AnyHeard
from studio.core.errors import BadInputError, UnavailableError

_LONGEST_LINE = 100_000


class Line(msgspec.Struct, frozen=True):
    """One thing heard, and when."""

    at_ms: Annotated[int, msgspec.Meta(ge=0, le=10**9)]
    heard: AnyHeard


class HeardRecorder:
    """Appends to a file of its own. Raises UnavailableError when the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise UnavailableError(
                f"the file cannot be made: {error.strerror}", str(path)
            ) from error
        self._file = os.fdopen(descriptor, "wb")

    def add(self, at_ms: int, heard: AnyHeard) -> None:
        """Write it down."""
        try:
            self._file.write(msgspec.json.encode(Line(at_ms, heard)) + b"\n")
            self._file.flush()
        except OSError as error:
            where = str(self._path)
            raise UnavailableError(f"the file takes no more: {error.strerror}", where) from error

    def close(self) -> None:
        """No more."""
        self._file.close()


def read_recording(path: Path) -> Iterator[Line]:
    """Its lines in order. BadInputError names the line that cannot be read."""
    decoder = msgspec.json.Decoder(Line)
    last_ms = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), 1):
                if not line.strip():
                    continue
                try:
                    read = decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    where = f"{path}, line {number}"
                    raise BadInputError(f"the line cannot be read: {error}", where) from error
                if read.at_ms < last_ms:
                    raise BadInputError("the lines are not in order", f"{path}, line {number}")
                last_ms = read.at_ms
                yield read
    except OSError as error:
        raise BadInputError(f"the recording cannot be read: {error.strerror}", str(path)) from error

"""What YouTube's units of today were spent already, kept between two starts."""

import logging
from pathlib import Path

import msgspec

from studio.chat.connectors.unit_budget import Spent
from studio.core.files import write_atomically

_log = logging.getLogger("studio.chat.spent_file")

FILE_NAME = "youtube_units.json"


class SpentFile:
    """Told at every call, written by `save`: at the end and now and then."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.spent = _read(self._path)
        self._saved = self.spent

    def note(self, spent: Spent) -> None:
        """So much is spent now."""
        self.spent = spent

    def save(self) -> None:
        """Write it where it changed; a disk that refuses costs only the count."""
        if self.spent == self._saved:
            return
        try:
            write_atomically(self._path, msgspec.json.encode(self.spent))
        except OSError as error:
            _log.warning("units not kept", extra={"error": str(error)})
            return
        self._saved = self.spent


def _read(path: Path) -> Spent:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Spent)
    except (OSError, msgspec.DecodeError):
        return Spent()

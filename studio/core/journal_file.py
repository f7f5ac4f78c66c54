"""Journals on the disk: one file of JSON lines a show, written at once, the oldest thrown away."""

import logging
import re
import time
from pathlib import Path

import msgspec

from studio.core.errors import NotFoundError
from studio.core.journal import JOURNAL_ID, JournalInfo, LogEntry
from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker

_log = logging.getLogger("studio.core.journal_file")
_MOST_FILES = 60
_MOST_BYTES = 2_000_000
_WAITING = 2_000
_OLDEST_CONTINUED_S = 12 * 3600
_SUFFIX = ".jsonl"
_NAME = re.compile(JOURNAL_ID)
_decoder = msgspec.json.Decoder(LogEntry)


class JournalFile:
    """Writes on a thread of its own, so that a slow disk keeps nobody waiting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._queue: BoundedQueue[tuple[LogEntry, bool]] = BoundedQueue("journal", _WAITING)
        self._path: Path | None = None
        self._worker = Worker("journal", self._run)

    def start(self) -> None:
        """Begin to write."""
        self._worker.start()

    def write(self, entry: LogEntry, *, is_new_show: bool = False) -> None:
        """Keep it; ``is_new_show``: in a file of its own from here on."""
        self._queue.put((entry, is_new_show))

    def close(self) -> None:
        """Write what waits, and end."""
        self._queue.close()
        self._worker.join(5.0)

    def _run(self, stop: StopSignal) -> None:
        while not stop.is_set:
            item = self._queue.get()
            if item is None:
                return
            try:
                self._append(*item)
            except OSError as error:
                _log.warning("journal not written", extra={"error": str(error)})

    def _append(self, entry: LogEntry, is_new_show: bool) -> None:
        path = self._path
        if path is None and not is_new_show:
            path = _to_continue(self._folder, entry.wall_ms)
        if path is None or is_new_show or _size(path) > _MOST_BYTES:
            path = self._fresh(entry.wall_ms)
        self._path = path
        with path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")

    def _fresh(self, wall_ms: int) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(wall_ms / 1000))
        path, number = self._folder / f"{stamp}{_SUFFIX}", 1
        while path.exists():
            number += 1
            path = self._folder / f"{stamp}-{number}{_SUFFIX}"
        for old in _files(self._folder)[_MOST_FILES - 1 :]:
            old.unlink(missing_ok=True)
        return path


def journals_in(folder: Path) -> tuple[JournalInfo, ...]:
    """All journals, the newest first."""
    found = []
    for path in _files(folder):
        try:
            with path.open("rb") as file:
                first = _decoder.decode(file.readline())
            found.append(JournalInfo(path.stem, first.wall_ms, path.stat().st_size))
        except (OSError, msgspec.DecodeError):
            continue
    return tuple(found)


def read_journal(folder: Path, journal_id: str, most: int) -> tuple[tuple[LogEntry, ...], int]:
    """The newest entries, oldest first, and how many earlier ones are left out.

    A line that a crash cut off is left out without a word. Raises NotFoundError.
    """
    path = folder / f"{journal_id}{_SUFFIX}"
    if not _NAME.match(journal_id) or not path.is_file():
        raise NotFoundError("there is no such journal", journal_id)
    entries = []
    with path.open("rb") as file:
        for line in file:
            try:
                entries.append(_decoder.decode(line))
            except msgspec.DecodeError:
                continue
    return tuple(entries[-most:]), max(0, len(entries) - most)


def _files(folder: Path) -> list[Path]:
    """Newest first, by name and, within a second, by number."""
    found = [path for path in folder.glob(f"*{_SUFFIX}") if _NAME.match(path.stem)]

    def order(path: Path) -> tuple[str, int]:
        number = path.stem[16:]
        return path.stem[:15], int(number) if number else 1

    return sorted(found, key=order, reverse=True)


def _to_continue(folder: Path, wall_ms: int) -> Path | None:
    """The newest file, unless it is of another day: a hub that crashed writes on in it."""
    newest = next(iter(_files(folder)), None)
    if newest is None:
        return None
    return newest if wall_ms / 1000 - newest.stat().st_mtime < _OLDEST_CONTINUED_S else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0

"""The hub's diary: hears what windows hear, keeps it in words, and tells what it wrote."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.chronicle import Chronicle
from studio.core.clock import Clock, SystemClock
from studio.core.journal import LogEntry, LogKind
from studio.core.journal_file import JournalFile, journals_in, read_journal
from studio.core.messages.events import Event, Logged, ShowStateChanged
from studio.core.messages.requests import GetJournal
from studio.core.messages.results import Journal, Snapshot
from studio.core.status import ShowState

_MOST_ENTRIES = 2_000
_MOST_BYTES = 900_000  # of the megabyte that one message may have
_QUIET = (ShowState.OFF, ShowState.ENDED)
_FOLDER = "journal"


class Diary:
    """On the hub's loop; ``tell`` gives each entry to the windows."""

    def __init__(
        self, data_dir: Path, tell: Callable[[Event], None], clock: Clock | None = None
    ) -> None:
        self._folder = data_dir / _FOLDER
        self._tell = tell
        self._clock = clock or SystemClock()
        self._chronicle = Chronicle()
        self._file = JournalFile(self._folder)
        self._was_quiet: bool | None = None  # a hub that was started again continues a show

    def open(self) -> None:
        """Begin to write."""
        self._file.start()
        self._keep(LogEntry(self._clock.wall_ms(), LogKind.STUDIO, "log_hub_began"), False)

    def take(self, told: Snapshot) -> None:
        """What is known already is not written again."""
        self._chronicle.take(told)
        self._was_quiet = told.state in _QUIET

    def hear(self, event: Event) -> None:
        """Write what it makes worth writing."""
        is_new_show = False
        if isinstance(event, ShowStateChanged):
            is_quiet = event.state in _QUIET
            is_new_show = self._was_quiet is True and not is_quiet
            self._was_quiet = is_quiet
        for entry in self._chronicle.hear(event, self._clock.wall_ms()):
            self._keep(entry, is_new_show)
            is_new_show = False

    async def answer(self, request: GetJournal) -> Journal:
        """A journal; raises NotFoundError."""
        return await asyncio.to_thread(self._read, request.journal_id)

    def close(self) -> None:
        """Write what waits."""
        self._file.close()

    def _keep(self, entry: LogEntry, is_new_show: bool) -> None:
        self._file.write(entry, is_new_show=is_new_show)
        self._tell(Logged(entry, is_new_show))

    def _read(self, journal_id: str) -> Journal:
        known = journals_in(self._folder)
        if not journal_id and not known:
            return Journal()
        chosen = journal_id or known[0].id
        most = _MOST_ENTRIES
        while True:
            entries, left_out = read_journal(self._folder, chosen, most)
            if most <= 1 or len(msgspec.json.encode(entries)) <= _MOST_BYTES:
                return Journal(known, chosen, entries, left_out)
            most //= 2

"""What the hub itself writes into the event log: the show's states and changed settings."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import msgspec

from studio.core.clock import Clock
from studio.core.errors import StudioError
from studio.core.records.payload import Payload
from studio.core.records.record import STUDIO, Record
from studio.core.records.studio import SettingChanged
from studio.core.settings import Settings
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.processes.chat_log")

_MOST_SETTING = 500
_MOST_WAITING = 1_000
_PATIENCE_S = 3.0


class ChatLog:
    """On the hub's loop. What happens before the store is open waits for it, at most 1,000."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keep: Callable[[Record], Awaitable[int]] | None = None
        self._waiting: list[Record] = []
        self._writing: set[asyncio.Task[None]] = set()
        self._tasks = TaskGroupKeeper("chat-log")
        self.session_id = ""
        self.dropped = 0

    def open(self, keep: Callable[[Record], Awaitable[int]]) -> None:
        """Write what waits, and everything from now on."""
        self._keep = keep
        waiting, self._waiting = self._waiting, []
        for record in waiting:
            self._write(record)

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._writing:
            await asyncio.wait(self._writing, timeout=_PATIENCE_S)
        await self._tasks.close()

    def append(self, payload: Payload, actor: str = STUDIO) -> None:
        """Write it down; nobody waits for it."""
        record = Record(self.session_id, self._clock.wall_ms(), payload, actor)
        if self._keep is not None:
            self._write(record)
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append(record)
        else:
            self.dropped += 1

    def settings_changed(self, before: Settings, after: Settings, by: str) -> None:
        """Each changed field; servers by their section only, because of their addresses."""
        for section in after.__struct_fields__:
            old, new = getattr(before, section), getattr(after, section)
            if old == new:
                continue
            if not isinstance(new, msgspec.Struct):
                self.append(SettingChanged(section), by)
                continue
            for name in new.__struct_fields__:
                was, now = getattr(old, name), getattr(new, name)
                if was != now:
                    self.append(SettingChanged(f"{section}.{name}", _said(was), _said(now)), by)

    def _write(self, record: Record) -> None:
        keep = self._keep

        async def do() -> None:
            if keep is None:
                return
            try:
                await keep(record)
            except StudioError as error:
                _log.warning("not in the log", extra={"error": str(error)})

        task = self._tasks.start(do(), "append")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)


def _said(value: object) -> str:
    return msgspec.json.encode(value).decode()[:_MOST_SETTING]

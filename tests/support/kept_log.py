"""A log in memory for the parts of the room: takes its time, and keeps the order."""

import asyncio

from studio.chat.log_writing import Append, appending
from studio.core.records.record import Record
from tests.fakes.virtual_clock import VirtualClock


class KeptLog:
    """``turns``: how often others come first while a record is written."""

    def __init__(self, turns: int = 0) -> None:
        self.records: list[Record] = []
        self.clock = VirtualClock()
        self.session_id = "show-1"
        self.append: Append = appending(self._keep, self.clock, lambda: self.session_id)
        self._turns = turns
        self._order = asyncio.Lock()

    async def _keep(self, record: Record) -> int:
        async with self._order:
            for _ in range(self._turns):
                await asyncio.sleep(0)
            number = len(self.records) + 1
            session_id, wall_ms = record.session_id, record.wall_ms
            self.records.append(
                Record(session_id, wall_ms, record.payload, record.actor, record.media_ns, number)
            )
            return number


class KeptSeeds:
    """Seeds in memory."""

    def __init__(self) -> None:
        self.seeds: dict[str, bytes] = {}

    async def keep(self, draw_id: str, seed: bytes) -> None:
        """Keep it."""
        self.seeds[draw_id] = seed

    async def get(self, draw_id: str) -> bytes:
        """Empty when it is lost."""
        return self.seeds.get(draw_id, b"")

    async def forget(self, draw_id: str) -> None:
        """Take it away."""
        self.seeds.pop(draw_id, None)

"""A room for tests, with a log in memory and a clock that a test turns."""

from studio.chat.room import Room
from studio.core.messages.events import Event
from studio.core.records.chat import MessageReceived
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.core.room import RoomMessage
from tests.fakes.virtual_clock import VirtualClock


class RoomStand:
    """A room; what it kept, and what it told."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.told: list[Event] = []
        self.past: dict[str, RoomMessage] = {}
        self.known: set[str] = set()
        self.seen: dict[str, int] = {}
        self.clock = VirtualClock()
        self._seen: set[str] = set()
        self.room = Room(self.keep, self.pseudonym, self, self.clock, self.told.append)

    @staticmethod
    def pseudonym(platform: str, user_id: str) -> str:
        """Easy to read."""
        return f"p-{platform}-{user_id}"

    async def keep(self, record: Record) -> int:
        """As the log's writer: what it knows is a duplicate."""
        if isinstance(record.payload, MessageReceived):
            if record.payload.platform_id in self._seen:
                return 0
            self._seen.add(record.payload.platform_id)
        self.records.append(record)
        return len(self.records)

    def forget(self) -> None:
        """Another log: nothing is a duplicate."""
        self._seen.clear()

    async def one(self, message_id: str) -> RoomMessage | None:
        """Of the past."""
        return self.past.get(message_id)

    async def was_here(self, actor: str) -> bool:
        """Whether the past knows them."""
        return actor in self.known

    async def first_seen(self, actor: str) -> int:
        """As the past says; wall ms."""
        return self.seen.get(actor, 0)

    def payloads(self) -> list[Payload]:
        """What was kept, in order."""
        return [record.payload for record in self.records]

"""A room with its moderators for tests: what they do, what is told, and how platforms take it."""

import asyncio
from dataclasses import dataclass

from studio.chat.acting import Acting
from studio.chat.moderating import Moderating
from studio.chat.person_notes import PersonNotes
from studio.core.errors import UnavailableError
from studio.core.messages.events import ActDone, ActUndone, Event
from studio.core.records.chat import Decision, ViewerNoted
from studio.core.records.record import Record
from studio.core.records.team import ViewerMarked
from studio.core.room import RoomMessage
from studio.core.team import Role, Who
from studio.core.teamwork import Act, Mark
from tests.support.rooms import RoomStand

MO = Who("device-mo", "Mo", Role.MODERATOR)
LI = Who("device-li", "Li", Role.MODERATOR)
ANNA = "p-page-anna"


@dataclass
class KnownPerson:
    """Somebody as a store would know them."""

    name: str = "Anna"
    note: str = ""
    mark: Mark = Mark.NONE


class TeamStand(RoomStand):
    """Also the platform and the store of persons."""

    def __init__(self) -> None:
        super().__init__()
        self.persons = {ANNA: KnownPerson()}
        self.there: list[tuple[object, ...]] = []
        self.is_platform_away = False
        self.is_log_away = False
        self.acting = Acting(self.room.append, self.clock, self.told.append)
        self.moderating = Moderating(self.room, self, self, self.acting, self.clock)
        self.notes = PersonNotes(self.room, self, self.acting, self.told.append)

    async def keep(self, record: Record) -> int:
        """As the store: what is written of a person is known of them."""
        if self.is_log_away:
            raise UnavailableError("the database is not reached", "store")
        if isinstance(record.payload, ViewerNoted):
            self.persons[record.payload.target].note = record.payload.note
        if isinstance(record.payload, ViewerMarked):
            self.persons[record.payload.target].mark = record.payload.mark
        kept = await super().keep(record)
        await asyncio.sleep(0)  # as on a disk, others have their turn meanwhile
        return kept

    async def name_of(self, actor: str) -> str:
        """As the store knows it."""
        return self.persons[actor].name if actor in self.persons else ""

    async def person(self, actor: str) -> KnownPerson | None:
        """As the store knows them."""
        known = self.persons.get(actor)
        return KnownPerson(known.name, known.note, known.mark) if known is not None else None

    async def decided(self, kept: RoomMessage, decision: Decision) -> None:
        """On the platform."""
        self._heard("decided", kept.message.id, decision)

    async def timed_out(self, actor: str, seconds: int, reason: str) -> None:
        """On the platform."""
        self._heard("timed_out", actor, seconds, reason)

    async def readmitted(self, actor: str) -> None:
        """On the platform."""
        self._heard("readmitted", actor)

    async def post(self, text: str = "how much is the bowl") -> RoomMessage:
        """Anna wrote."""
        return await self.room.post("anna", "Anna", text)

    def acts(self) -> list[Act]:
        """What was told to be done."""
        return [event.act for event in self.told if isinstance(event, ActDone)]

    def undone(self) -> list[Event]:
        """What was told to be undone."""
        return [event for event in self.told if isinstance(event, ActUndone)]

    def _heard(self, *what: object) -> None:
        if self.is_platform_away:
            raise UnavailableError("the platform does not answer", "twitch")
        self.there.append(what)

"""Notes and marks that the team puts on persons."""

from collections.abc import Callable
from typing import Protocol

from studio.chat.act_book import WayBack
from studio.chat.acting import Acting
from studio.chat.room import Room
from studio.core.chat_text import clean_text
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.messages.events import Event, PersonMarked
from studio.core.records.chat import ViewerNoted
from studio.core.records.team import ViewerMarked
from studio.core.team import Who
from studio.core.teamwork import ActKind, Mark
from studio.core.turns import Turns


class Known(Protocol):
    """What is known of somebody."""

    @property
    def name(self) -> str:
        """As they are called."""
        ...

    @property
    def note(self) -> str:
        """Empty for none."""
        ...

    @property
    def mark(self) -> Mark:
        """How they are marked."""
        ...


class Persons(Protocol):
    """Who is known."""

    async def person(self, actor: str) -> Known | None:
        """None when nobody of that id was ever here."""
        ...


class PersonNotes:
    """On the hub's loop. Each change tells the note and the mark as they are then."""

    def __init__(
        self, room: Room, persons: Persons, acting: Acting, tell: Callable[[Event], None]
    ) -> None:
        self._room = room
        self._persons = persons
        self._acting = acting
        self._tell = tell
        self._turns = Turns()

    async def note(self, actor: str, note: str, who: Who) -> None:
        """Write a note; empty takes it away. NotFoundError for somebody unknown."""
        lines = (clean_text(line) for line in note.splitlines())
        note = "\n".join(lines).strip()
        async with self._turns.of(actor):
            known = await self._known(actor)
            if known.note == note:
                return
            event_id = await self._put_note(actor, note, known.mark, who)
        back = self._note_back(actor, note, known.note)
        name = known.name
        self._acting.done(
            who, ActKind.NOTE, event_id, back, target=actor, target_name=name, words=note
        )

    async def mark(self, actor: str, mark: Mark, who: Who) -> None:
        """Mark somebody. NotFoundError for somebody unknown."""
        async with self._turns.of(actor):
            known = await self._known(actor)
            if known.mark is mark:
                return
            event_id = await self._put_mark(actor, mark, known.note, who)
        back = self._mark_back(actor, mark, known.mark)
        name = known.name
        self._acting.done(
            who, ActKind.MARK, event_id, back, target=actor, target_name=name, mark=mark
        )

    async def _known(self, actor: str) -> Known:
        known = await self._persons.person(actor)
        if known is None:
            raise NotFoundError("nobody of that name was ever here", actor)
        return known

    async def _put_note(self, actor: str, note: str, mark: Mark, who: Who) -> int:
        event_id = await self._room.append(ViewerNoted(actor, note), who.id)
        self._tell(PersonMarked(actor, note, mark))
        return event_id

    async def _put_mark(self, actor: str, mark: Mark, note: str, who: Who) -> int:
        event_id = await self._room.append(ViewerMarked(actor, mark), who.id)
        self._tell(PersonMarked(actor, note, mark))
        return event_id

    def _note_back(self, actor: str, after: str, before: str) -> WayBack:
        async def undo(who: Who) -> StudioError | None:
            async with self._turns.of(actor):
                known = await self._known(actor)
                if known.note != after:
                    raise BadInputError("something else was written since", actor)
                await self._put_note(actor, before, known.mark, who)
            return None

        return undo

    def _mark_back(self, actor: str, after: Mark, before: Mark) -> WayBack:
        async def undo(who: Who) -> StudioError | None:
            async with self._turns.of(actor):
                known = await self._known(actor)
                if known.mark is not after:
                    raise BadInputError("something else was decided since", actor)
                await self._put_mark(actor, before, known.note, who)
            return None

        return undo

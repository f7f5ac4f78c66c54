"""What the store remembers of the room, asked on a thread of its own: the hub never waits."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from studio.chat.lookback import Lookback, of_room
from studio.core.chat import MessageState, Platform
from studio.core.messages.results import PersonCard
from studio.core.records.engage import Wanted
from studio.core.records.payload import Payload, name_of_kind
from studio.core.records.record import Record
from studio.core.room import PersonStanding, RoomMessage
from studio.core.teamwork import AuditLine, PersonMark, Whisper
from studio.store import audit_lines, engaged, messages, people
from studio.store.messages import KeptMessage
from studio.store.newest import newest
from studio.store.people import Person
from studio.store.person_view import BANNED
from studio.store.sealing import Connection, Sealer
from studio.store.search_index import NEWEST
from studio.store.store import Store
from studio.store.whisper_view import whispers

_MOST_ON_CARD = 50
T = TypeVar("T")


class Archive:
    """Every question raises UnavailableError while the database is not reached."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.lookback = Lookback(store, self._run)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store-reader")

    async def latest(self, before: int = 0, most: int = messages.PAGE) -> list[RoomMessage]:
        """The last messages before that place in the log (0: the newest), oldest first."""
        until = before or NEWEST
        return await self._ask(
            lambda connection, sealer: _of_room(
                messages.page(connection, sealer, before=until, most=most)
            )
        )

    async def search(self, words: str, before: int = 0, most: int = 100) -> list[RoomMessage]:
        """Those that hold all the words, oldest first."""
        until = before or NEWEST
        return await self._ask(
            lambda connection, sealer: _of_room(
                messages.search(connection, sealer, words, until, most)
            )
        )

    async def held(self) -> list[RoomMessage]:
        """What waits for a moderator, oldest first."""
        return await self._ask(
            lambda connection, sealer: _of_room(
                messages.in_state(connection, sealer, MessageState.HELD)
            )
        )

    async def one(self, message_id: str) -> RoomMessage | None:
        """The message of that id, if there is one."""
        kept = await self._ask(
            lambda connection, sealer: messages.one(connection, sealer, message_id)
        )
        return of_room(kept) if kept is not None else None

    async def blocked(self, now_wall_ms: int) -> list[PersonStanding]:
        """Who may not write now."""
        found = await self._ask(lambda connection, _: people.blocked(connection, now_wall_ms))
        return [PersonStanding(one.actor, one.until_wall_ms, one.reason) for one in found]

    async def was_here(self, actor: str) -> bool:
        """Whether somebody ever wrote."""
        return await self._ask(lambda connection, _: people.was_here(connection, actor))

    async def person(self, actor: str) -> Person | None:
        """What is known of somebody."""
        return await self._ask(lambda connection, sealer: people.person(connection, sealer, actor))

    async def name_of(self, actor: str) -> str:
        """What somebody is called; empty when it is not known."""
        known = await self.person(actor)
        return known.name if known is not None else ""

    async def card(self, actor: str, now_wall_ms: int) -> PersonCard | None:
        """Somebody with what they wrote last and what was done about them."""
        return await self._ask(
            lambda connection, sealer: _card(connection, sealer, actor, now_wall_ms)
        )

    async def audit(self, before: int = 0, most: int = 50) -> list[AuditLine]:
        """The audit chain before that link (0: its end), newest first."""
        until = before or NEWEST
        return await self._ask(
            lambda connection, sealer: audit_lines.page(connection, sealer, until, most)
        )

    async def team(self) -> tuple[list[Whisper], list[PersonMark]]:
        """What the team said last, oldest first, and whom it marked."""
        return await self._ask(
            lambda connection, sealer: (whispers(connection, sealer), people.marked(connection))
        )

    async def newest(self, kinds: Collection[type[Payload]]) -> Record | None:
        """The last decision of one of these kinds."""
        names = [name_of_kind(kind) for kind in kinds]
        return await self._ask(lambda connection, sealer: newest(connection, sealer, names))

    async def first_wall_ms(self, actor: str) -> int:
        """When somebody wrote for the first time; 0: never."""
        return await self._ask(lambda connection, _: people.first_wall_ms(connection, actor))

    async def engaged(self, wanted: Wanted) -> list[Record]:
        """Records of what viewers took part in, oldest first."""
        return await self._ask(lambda connection, sealer: engaged.read(connection, sealer, wanted))

    async def first_seen(self, actor: str) -> int:
        """When everybody saw the first message of somebody, in wall ms; 0: never."""
        return (await self.lookback.first_times([actor], is_seen=True)).get(actor, 0)

    def close(self) -> None:
        """Answer what was asked, then nothing more."""
        self._executor.shutdown(wait=True)

    async def _run(self, question: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, question)

    async def _ask(self, question: Callable[[Connection, Sealer], T]) -> T:
        def asked() -> T:
            with self._store.database.reading() as connection:
                return question(connection, self._store.sealer)

        return await self._run(asked)


def _card(
    connection: Connection, sealer: Sealer, actor: str, now_wall_ms: int
) -> PersonCard | None:
    known = people.person(connection, sealer, actor)
    if known is None:
        return None
    history = _of_room(messages.of_person(connection, sealer, actor, most=_MOST_ON_CARD))
    acts = audit_lines.about(connection, sealer, actor, _MOST_ON_CARD)
    until_ms, standing = known.blocked_until_wall_ms, None
    if until_ms == BANNED or until_ms > now_wall_ms:
        standing = PersonStanding(known.actor, until_ms, known.blocked_reason)
    return PersonCard(
        actor=known.actor,
        name=known.name,
        platforms=(Platform(known.platform),) if known.platform else (),
        roles=history[-1].message.author.roles if history else frozenset(),
        first_wall_ms=known.first_wall_ms,
        last_wall_ms=known.last_wall_ms,
        messages=known.messages,
        held=known.held,
        deleted=known.deleted,
        standing=standing,
        note=known.note,
        mark=known.mark,
        history=tuple(history),
        acts=tuple(acts),
    )


def _of_room(kept: list[KeptMessage]) -> list[RoomMessage]:
    return [of_room(one) for one in kept]

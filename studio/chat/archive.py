"""What the store remembers of the room, asked on a thread of its own: the hub never waits."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from studio.chat.lookback import Lookback, of_room
from studio.core.chat import MessageState
from studio.core.records.engage import Wanted
from studio.core.records.payload import Payload, name_of_kind
from studio.core.records.record import Record
from studio.core.room import PersonStanding, RoomMessage
from studio.store import engaged, messages, people
from studio.store.newest import newest
from studio.store.search_index import NEWEST
from studio.store.store import Store

T = TypeVar("T")


class Archive:
    """Every question raises UnavailableError while the database is not reached."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.lookback = Lookback(store, self._ask)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store-reader")

    async def latest(self, before: int = 0, most: int = messages.PAGE) -> list[RoomMessage]:
        """The last messages before that place in the log (0: the newest), oldest first."""
        return await self._ask(lambda: self._page(before or NEWEST, most))

    async def search(self, words: str, before: int = 0, most: int = 100) -> list[RoomMessage]:
        """Those that hold all the words, oldest first."""
        return await self._ask(lambda: self._found(words, before or NEWEST, most))

    async def held(self) -> list[RoomMessage]:
        """What waits for a moderator, oldest first."""
        return await self._ask(self._held)

    async def one(self, message_id: str) -> RoomMessage | None:
        """The message of that id, if there is one."""
        return await self._ask(lambda: self._one(message_id))

    async def blocked(self, now_wall_ms: int) -> list[PersonStanding]:
        """Who may not write now."""
        return await self._ask(lambda: self._blocked(now_wall_ms))

    async def was_here(self, actor: str) -> bool:
        """Whether somebody ever wrote."""
        return await self._ask(lambda: self._was_here(actor))

    async def newest(self, kinds: Collection[type[Payload]]) -> Record | None:
        """The last decision of one of these kinds."""
        names = [name_of_kind(kind) for kind in kinds]

        def look() -> Record | None:
            with self._store.database.reading() as connection:
                return newest(connection, self._store.sealer, names)

        return await self._ask(look)

    async def first_wall_ms(self, actor: str) -> int:
        """When somebody wrote for the first time; 0: never."""

        def look() -> int:
            with self._store.database.reading() as connection:
                return people.first_wall_ms(connection, actor)

        return await self._ask(look)

    async def engaged(self, wanted: Wanted) -> list[Record]:
        """Records of what viewers took part in, oldest first."""
        return await self._ask(lambda: self._engaged(wanted))

    async def first_seen(self, actor: str) -> int:
        """When everybody saw the first message of somebody, in wall ms; 0: never."""
        return (await self.lookback.first_times([actor], is_seen=True)).get(actor, 0)

    def close(self) -> None:
        """Answer what was asked, then nothing more."""
        self._executor.shutdown(wait=True)

    async def _ask(self, question: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, question)

    def _page(self, before: int, most: int) -> list[RoomMessage]:
        with self._store.database.reading() as connection:
            kept = messages.page(connection, self._store.sealer, before=before, most=most)
        return [of_room(one) for one in kept]

    def _found(self, words: str, before: int, most: int) -> list[RoomMessage]:
        with self._store.database.reading() as connection:
            kept = messages.search(connection, self._store.sealer, words, before, most)
        return [of_room(one) for one in kept]

    def _held(self) -> list[RoomMessage]:
        with self._store.database.reading() as connection:
            kept = messages.in_state(connection, self._store.sealer, MessageState.HELD)
        return [of_room(one) for one in kept]

    def _one(self, message_id: str) -> RoomMessage | None:
        with self._store.database.reading() as connection:
            kept = messages.one(connection, self._store.sealer, message_id)
        return of_room(kept) if kept is not None else None

    def _blocked(self, now_wall_ms: int) -> list[PersonStanding]:
        with self._store.database.reading() as connection:
            found = people.blocked(connection, now_wall_ms)
        return [PersonStanding(one.actor, one.until_wall_ms, one.reason) for one in found]

    def _was_here(self, actor: str) -> bool:
        with self._store.database.reading() as connection:
            return people.was_here(connection, actor)

    def _engaged(self, wanted: Wanted) -> list[Record]:
        with self._store.database.reading() as connection:
            return engaged.read(connection, self._store.sealer, wanted)

"""Looking back over many messages and decisions: on the thread that reads, page by page."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from studio.core.records.record import Record
from studio.core.room import RoomMessage
from studio.store import decisions, messages, people
from studio.store.messages import KeptMessage
from studio.store.search_index import NEWEST
from studio.store.store import Store

T = TypeVar("T")
_MOST_ASKED = 500


class Ask(Protocol):
    """Has a question answered on a thread."""

    def __call__(self, question: Callable[[], T]) -> Awaitable[T]:
        """The answer."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """Some of the past, looked through backwards. ``before``: where to go on; 0: it is over."""

    found: tuple[RoomMessage, ...]
    before: int


class Lookback:
    """Every question raises UnavailableError while the database is not reached."""

    def __init__(self, store: Store, ask: Ask) -> None:
        self._store = store
        self._ask = ask

    async def look_through(
        self, picks: Callable[[RoomMessage], bool], since_wall_ms: int, before: int = 0
    ) -> Looked:
        """Those that are picked among the 500 before that place, newest first.

        ``picks`` is called on the thread that reads. It is over at a message from before then.
        """
        return await self._ask(lambda: self._looked(picks, since_wall_ms, before or NEWEST))

    async def several(self, message_ids: Sequence[str]) -> list[RoomMessage]:
        """Those of these that there are, oldest first; at most 500 are asked for."""
        return await self._ask(lambda: self._several(message_ids[:_MOST_ASKED]))

    async def first_times(self, actors: Collection[str], *, is_seen: bool) -> dict[str, int]:
        """When each first wrote, or everybody first saw it, in wall ms; only those who did."""
        return await self._ask(lambda: self._first_times(list(actors), is_seen))

    async def decided(self, kinds: Collection[str], most: int) -> list[Record]:
        """The last audited records of these kinds, newest first."""
        return await self._ask(lambda: self._decided(kinds, most))

    def _looked(
        self, picks: Callable[[RoomMessage], bool], since_wall_ms: int, before: int
    ) -> Looked:
        with self._store.database.reading() as connection:
            kept = messages.page(connection, self._store.sealer, before=before, most=_MOST_ASKED)
        page = [of_room(one) for one in kept]
        inside = [one for one in page if one.message.received_wall_ms >= since_wall_ms]
        is_over = len(page) < _MOST_ASKED or len(inside) < len(page)
        found = tuple(one for one in reversed(inside) if picks(one))
        return Looked(found, 0 if is_over else page[0].event_id)

    def _several(self, message_ids: Sequence[str]) -> list[RoomMessage]:
        with self._store.database.reading() as connection:
            kept = messages.several(connection, self._store.sealer, message_ids)
        return [of_room(one) for one in kept]

    def _first_times(self, actors: list[str], is_seen: bool) -> dict[str, int]:
        ask = people.first_seen if is_seen else people.first_written
        found: dict[str, int] = {}
        with self._store.database.reading() as connection:
            for begin in range(0, len(actors), _MOST_ASKED):
                found |= ask(connection, actors[begin : begin + _MOST_ASKED])
        return found

    def _decided(self, kinds: Collection[str], most: int) -> list[Record]:
        with self._store.database.reading() as connection:
            return decisions.newest(connection, self._store.sealer, kinds, most)


def of_room(kept: KeptMessage) -> RoomMessage:
    """As the room tells it."""
    return RoomMessage(kept.event_id, kept.message, kept.state, kept.rule, kept.decided_by)

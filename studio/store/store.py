"""The store: writes batches of the log with their projections, rebuilds them, and erases."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, tuple_, update

from studio.core.records.chat import MessageReceived
from studio.core.records.record import Record
from studio.store import audit, event_log, person_keys, search_index
from studio.store.act_view import ActView
from studio.store.audit import Signer
from studio.store.database import Database
from studio.store.engaged_view import EngagedView
from studio.store.message_view import MessageView
from studio.store.person_view import PersonView
from studio.store.projection import Projection
from studio.store.sealing import Sealer
from studio.store.session_view import SessionView
from studio.store.tables import MessageRow, PersonRow, WhisperRow
from studio.store.whisper_view import WhisperView

DUPLICATE = 0  # instead of an event's id: the message is in the log already


class Store:
    """One writer at a time (see `writer.LogWriter`); readers may be many."""

    def __init__(self, database: Database, sealer: Sealer, signer: Signer) -> None:
        self.database = database
        self.sealer = sealer
        self._signer = signer
        self._projections: tuple[Projection, ...] = (
            MessageView(),
            PersonView(),
            SessionView(),
            ActView(),
            WhisperView(),
            EngagedView(),
        )

    def write(self, records: Sequence[Record]) -> list[int]:
        """The ids of the events, in order; `DUPLICATE` for a message that was there already.

        All is kept or nothing. Raises UnavailableError when the database takes nothing now.
        """
        with self.database.transaction() as connection:
            known = _known_messages(connection, records)
            fresh: list[Record] = []
            is_fresh: list[bool] = []
            for record in records:
                key = _key_of(record)
                is_fresh.append(key is None or key not in known)
                if is_fresh[-1]:
                    fresh.append(record)
                    known |= {key} if key is not None else set()
            stored = event_log.append(connection, fresh, self.sealer)
            for projection in self._projections:
                projection.apply(connection, stored, self.sealer)
            audit.extend(connection, stored, self._signer)
        ids = iter(stored)
        return [next(ids).id if was else DUPLICATE for was in is_fresh]

    def rebuild(self) -> int:
        """Make every projection anew from the log; how many events were gone through."""
        count = 0
        with self.database.transaction() as connection:
            for projection in reversed(self._projections):
                projection.clear(connection)
            for page in event_log.read(connection, self.sealer):
                for projection in self._projections:
                    projection.apply(connection, page, self.sealer)
                count += len(page)
        return count

    def sign_chain(self, wall_ms: int) -> None:
        """Sign the audit chain as it ends now."""
        with self.database.transaction() as connection:
            audit.seal_head(connection, wall_ms, self._signer)

    def erase(self, person: str) -> bool:
        """Take somebody's key away, and what of theirs is found by words; False: not known.

        The log stays as it is: what is sealed there nobody can read any more.
        """
        with self.database.transaction() as connection:
            return self._erase(connection, person)

    def erase_expired(self, now_wall_ms: int) -> int:
        """Erase everybody whose time is over; how many."""
        with self.database.transaction() as connection:
            persons = person_keys.expired(connection, now_wall_ms)
            for person in persons:
                self._erase(connection, person)
        return len(persons)

    def _erase(self, connection: Connection, person: str) -> bool:
        was_known = person_keys.drop_key(connection, person)
        ids = connection.execute(
            select(MessageRow.event_id).where(MessageRow.actor == person)
        ).scalars()
        search_index.take(connection, list(ids))
        for table in (MessageRow, PersonRow, WhisperRow):
            connection.execute(update(table).where(table.actor == person).values(sealed=b""))
        connection.execute(update(PersonRow).where(PersonRow.actor == person).values(note=b""))
        return was_known


def _key_of(record: Record) -> tuple[str, str, str] | None:
    payload = record.payload
    if not isinstance(payload, MessageReceived):
        return None
    return (payload.platform.value, payload.channel, payload.platform_id)


def _known_messages(connection: Connection, records: Sequence[Record]) -> set[tuple[str, str, str]]:
    keys = {key for key in map(_key_of, records) if key is not None}
    if not keys:
        return set()
    columns = (MessageRow.platform, MessageRow.channel, MessageRow.platform_id)
    rows = connection.execute(select(*columns).where(tuple_(*columns).in_(keys)))
    return {(row[0], row[1], row[2]) for row in rows}

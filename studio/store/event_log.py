"""The append-only log: writing in one transaction with what is made of it, and reading."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from studio.core.records.payload import Payload, kind_of
from studio.core.records.record import Record, join, split
from studio.store.sealing import Sealer
from studio.store.tables import EventRow

_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies in the log, with its payload readable as far as the keys are there."""

    id: int
    session_id: str
    wall_ms: int
    actor: str
    kind: str
    public: bytes
    sealed: bytes
    payload: Payload
    media_ns: int = -1

    @property
    def person(self) -> str:
        """Whom its personal part is about."""
        return self.payload.person(self.actor)

    def record(self) -> Record:
        """As it was handed in."""
        return Record(
            self.session_id, self.wall_ms, self.payload, self.actor, self.media_ns, self.id
        )


def append(connection: Connection, records: Sequence[Record], sealer: Sealer) -> list[Stored]:
    """Write the records in their order; their ids grow in that order."""
    if not records:
        return []
    rows = [_row(connection, record, sealer) for record in records]
    statement = insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True)
    ids = connection.execute(statement, rows).scalars().all()
    return [
        Stored(
            id=new_id,
            session_id=record.session_id,
            wall_ms=record.wall_ms,
            actor=record.actor,
            kind=row["kind"],
            public=row["payload"],
            sealed=row["sealed"],
            payload=record.payload,
            media_ns=record.media_ns,
        )
        for new_id, record, row in zip(ids, records, rows, strict=True)
    ]


def read(
    connection: Connection, sealer: Sealer, after_id: int = 0, session_id: str = ""
) -> Iterator[list[Stored]]:
    """Everything after that id in pages, oldest first; of one session, if it is named."""
    while True:
        query = select(EventRow.__table__).where(EventRow.id > after_id)
        if session_id:
            query = query.where(EventRow.session_id == session_id)
        rows = connection.execute(query.order_by(EventRow.id).limit(_PAGE)).all()
        if not rows:
            return
        yield [stored_of(connection, row, sealer) for row in rows]
        after_id = rows[-1].id


def by_ids(connection: Connection, sealer: Sealer, ids: Collection[int]) -> dict[int, Stored]:
    """These events by their ids, as far as there are such."""
    if not ids:
        return {}
    rows = connection.execute(select(EventRow.__table__).where(EventRow.id.in_(ids))).all()
    return {row.id: stored_of(connection, row, sealer) for row in rows}


def _row(connection: Connection, record: Record, sealer: Sealer) -> dict[str, Any]:
    public, personal = split(record.payload)
    sealed = b""
    if personal:
        person = record.payload.person(record.actor)
        sealed = sealer.seal(connection, person, personal, record.wall_ms)
    return {
        "session_id": record.session_id,
        "wall_ms": record.wall_ms,
        "media_ns": record.media_ns,
        "actor": record.actor,
        "kind": kind_of(record.payload),
        "version": record.payload.version,
        "payload": public,
        "sealed": sealed,
    }


def stored_of(connection: Connection, row: Row[Any], sealer: Sealer) -> Stored:
    """A row of the log, unsealed as far as the keys are there."""
    payload = join(row.kind, row.payload, b"")
    sealed = row.sealed
    if sealed:
        personal = sealer.unseal(connection, payload.person(row.actor), sealed)
        payload = join(row.kind, row.payload, personal)
        sealed = sealed if personal else b""
    return Stored(
        id=row.id,
        session_id=row.session_id,
        wall_ms=row.wall_ms,
        actor=row.actor,
        kind=row.kind,
        public=row.payload,
        sealed=sealed,
        payload=payload,
        media_ns=row.media_ns,
    )

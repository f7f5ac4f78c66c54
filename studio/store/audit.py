"""The audit chain: every decision of a person, each link hashed over the one before.

A link says nothing but what the log says; the chain shows that nothing was changed, left out or
put in between. Sealed parts are hashed as they lie, so that erasing somebody breaks no link.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, Row, insert, select

from studio.store.event_log import Stored
from studio.store.tables import AuditRow, CheckpointRow, EventRow

FIRST_HASH = bytes(32)
_LINKS_PER_CHECKPOINT = 50
_PAGE = 1000


class Signer(Protocol):
    """Signs a checkpoint."""

    def sign(self, message: bytes) -> bytes:
        """The signature of the message."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the event's row as it lies in the log; no row: it is gone from there."""

    number: int
    event_id: int
    hash: bytes
    event: Row[Any] | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The chain up to that link, signed."""

    number: int
    hash: bytes
    wall_ms: int
    signature: bytes

    @property
    def message(self) -> bytes:
        """What is signed."""
        return checkpoint_message(self.number, self.hash, self.wall_ms)


def extend(connection: Connection, events: Sequence[Stored], signer: Signer) -> None:
    """Put what is audited among these events at the end of the chain."""
    audited = [event for event in events if event.payload.is_audited]
    if not audited:
        return
    number, before = head(connection)
    rows = []
    for event in audited:
        number += 1
        before = link_hash(before, number, _content_of(event))
        rows.append({"number": number, "event_id": event.id, "hash": before})
        if number % _LINKS_PER_CHECKPOINT == 0:
            _sign(connection, number, before, event.wall_ms, signer)
    connection.execute(insert(AuditRow), rows)


def seal_head(connection: Connection, wall_ms: int, signer: Signer) -> None:
    """Sign the chain as it ends now; at the end of a show, say."""
    number, last = head(connection)
    query = select(CheckpointRow.number).where(CheckpointRow.number == number)
    if number and connection.execute(query).scalar_one_or_none() is None:
        _sign(connection, number, last, wall_ms, signer)


def head(connection: Connection) -> tuple[int, bytes]:
    """Number and hash of the last link."""
    query = select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (0, FIRST_HASH) if row is None else (row.number, row.hash)


def links(connection: Connection) -> Iterator[Link]:
    """The whole chain, each with its event as it lies in the log."""
    after = 0
    while True:
        query = (
            select(AuditRow.number, AuditRow.event_id, AuditRow.hash)
            .where(AuditRow.number > after)
            .order_by(AuditRow.number)
            .limit(_PAGE)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        ids = [row.event_id for row in rows]
        events = connection.execute(select(EventRow.__table__).where(EventRow.id.in_(ids)))
        by_id = {event.id: event for event in events}
        for row in rows:
            yield Link(row.number, row.event_id, row.hash, by_id.get(row.event_id))
        after = rows[-1].number


def checkpoints(connection: Connection) -> list[Checkpoint]:
    """All of them, oldest first."""
    rows = connection.execute(select(CheckpointRow.__table__).order_by(CheckpointRow.number))
    return [Checkpoint(row.number, row.hash, row.wall_ms, row.signature) for row in rows]


def link_hash(before: bytes, number: int, content: bytes) -> bytes:
    """SHA-256 over the link before, the number and the event."""
    return hashlib.sha256(before + number.to_bytes(8, "big") + content).digest()


def content_of_row(row: Row[Any]) -> bytes:
    """An event of the log as the chain hashes it."""
    return _content(
        (row.id, row.session_id, row.wall_ms, row.media_ns, row.actor, row.kind),
        row.payload,
        row.sealed,
    )


def checkpoint_message(number: int, last: bytes, wall_ms: int) -> bytes:
    """What a checkpoint signs."""
    return b"hawker audit " + number.to_bytes(8, "big") + wall_ms.to_bytes(8, "big") + last


def _content_of(event: Stored) -> bytes:
    return _content(
        (event.id, event.session_id, event.wall_ms, event.media_ns, event.actor, event.kind),
        event.public,
        event.sealed,
    )


def _content(fields: tuple[object, ...], public: bytes, sealed: bytes) -> bytes:
    digests = hashlib.sha256(public).digest() + hashlib.sha256(sealed).digest()
    return msgspec.json.encode(fields) + digests


def _sign(connection: Connection, number: int, last: bytes, wall_ms: int, signer: Signer) -> None:
    signature = signer.sign(checkpoint_message(number, last, wall_ms))
    connection.execute(
        insert(CheckpointRow).values(number=number, hash=last, wall_ms=wall_ms, signature=signature)
    )

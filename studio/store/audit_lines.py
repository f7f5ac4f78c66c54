"""The audit chain to be read: its links by pages, and those about one person, newest first."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from studio.core.records.saying import said
from studio.core.teamwork import AuditLine, beginning
from studio.store import event_log, messages, people
from studio.store.messages import KeptMessage
from studio.store.sealing import Sealer
from studio.store.search_index import NEWEST
from studio.store.tables import ActRow, AuditRow

_MOST_DETAIL = 300


def page(
    connection: Connection, sealer: Sealer, before: int = NEWEST, most: int = 50
) -> list[AuditLine]:
    """The last links before that number, newest first."""
    query = (
        select(AuditRow.number, AuditRow.event_id)
        .where(AuditRow.number < before)
        .order_by(AuditRow.number.desc())
        .limit(most)
    )
    return _lines(connection, sealer, [(row[0], row[1]) for row in connection.execute(query)])


def about(connection: Connection, sealer: Sealer, actor: str, most: int = 50) -> list[AuditLine]:
    """What was done about somebody last, newest first."""
    ids = (
        select(ActRow.event_id)
        .where(ActRow.target == actor)
        .order_by(ActRow.event_id.desc())
        .limit(most)
    )
    newest = connection.execute(ids).scalars().all()
    query = select(AuditRow.number, AuditRow.event_id).where(AuditRow.event_id.in_(newest))
    links = sorted(((row[0], row[1]) for row in connection.execute(query)), reverse=True)
    return _lines(connection, sealer, links)


def _lines(
    connection: Connection, sealer: Sealer, links: Sequence[tuple[int, int]]
) -> list[AuditLine]:
    """``links``: number and event. Names and words as far as they can be read."""
    events = event_log.by_ids(connection, sealer, [event_id for _, event_id in links])
    parts = {event_id: said(event.payload) for event_id, event in events.items()}
    kept = messages.by_ids(connection, sealer, {part.message_id for part in parts.values()})
    targets = {
        event_id: part.target or _author(kept.get(part.message_id))
        for event_id, part in parts.items()
    }
    names = people.names(connection, sealer, targets.values())
    lines = []
    for number, event_id in links:
        event, part = events.get(event_id), parts.get(event_id)
        if event is None or part is None:
            continue  # gone from the log: `hawker privacy verify` says so
        message = kept.get(part.message_id)
        lines.append(
            AuditLine(
                number=number,
                event_id=event_id,
                wall_ms=event.wall_ms,
                by=event.actor,
                by_name="",
                kind=part.kind,
                target=targets[event_id],
                message_id=part.message_id,
                detail=part.detail[:_MOST_DETAIL],
                target_name=names.get(targets[event_id], ""),
                words=beginning(message.message.text) if message is not None else "",
                until_wall_ms=part.until_wall_ms,
            )
        )
    return lines


def _author(message: KeptMessage | None) -> str:
    return message.message.author.actor if message is not None else ""

"""The projection of what was done about persons: whom each decision concerns."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from studio.core.records.payload import Payload
from studio.core.records.rules import Nuked, NukeUndone
from studio.core.records.saying import said
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import ActRow, MessageRow

_MOST_ASKED = 500


class ActView:
    """Keeps `ActRow`; follows after the messages, whose authors it looks up."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Add what is audited and concerns somebody."""
        del sealer
        audited = [event for event in events if event.payload.is_audited]
        asked = [one for event in audited for one in decided_ids(event.payload)]
        authors = authors_of(connection, asked)
        rows = [
            {"event_id": event.id, "target": target}
            for event in audited
            for target in sorted(_concerned(event.payload, authors))
        ]
        if rows:
            connection.execute(insert(ActRow), rows)

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(ActRow))


def decided_ids(payload: Payload) -> tuple[str, ...]:
    """The messages about which something was decided."""
    if isinstance(payload, Nuked | NukeUndone):
        return (*payload.visible, *payload.held)
    message_id = said(payload).message_id
    return (message_id,) if message_id else ()


def authors_of(connection: Connection, message_ids: Sequence[str]) -> dict[str, str]:
    """Message id to its author."""
    found: dict[str, str] = {}
    for begin in range(0, len(message_ids), _MOST_ASKED):
        part = message_ids[begin : begin + _MOST_ASKED]
        query = select(MessageRow.message_id, MessageRow.actor)
        rows = connection.execute(query.where(MessageRow.message_id.in_(part)))
        found |= {row.message_id: row.actor for row in rows}
    return found


def _concerned(payload: Payload, authors: dict[str, str]) -> set[str]:
    wrote = {authors[one] for one in decided_ids(payload) if one in authors}
    target = said(payload).target
    silenced = payload.authors if isinstance(payload, Nuked | NukeUndone) else ()
    return ({target} if target else wrote) | set(silenced)

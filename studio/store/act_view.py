"""The projection of what was done about persons: whom each decision concerns."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from studio.core.records.saying import said
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import ActRow, MessageRow


class ActView:
    """Keeps `ActRow`; follows after the messages, whose authors it looks up."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Add what is audited and concerns somebody."""
        del sealer
        audited = [(event.id, said(event.payload)) for event in events if event.payload.is_audited]
        asked = [one.message_id for _, one in audited if one.message_id and not one.target]
        authors = authors_of(connection, asked)
        rows = [
            {"event_id": event_id, "target": one.target or authors.get(one.message_id, "")}
            for event_id, one in audited
        ]
        concerned = [row for row in rows if row["target"]]
        if concerned:
            connection.execute(insert(ActRow), concerned)

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(ActRow))


def authors_of(connection: Connection, message_ids: Iterable[str]) -> dict[str, str]:
    """Message id to its author."""
    asked = set(message_ids)
    if not asked:
        return {}
    query = select(MessageRow.message_id, MessageRow.actor).where(MessageRow.message_id.in_(asked))
    return {row.message_id: row.actor for row in connection.execute(query)}

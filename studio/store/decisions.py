"""What was decided last, found by the audit chain: it is short where the log is long."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from studio.core.records.record import Record
from studio.store.event_log import stored_of
from studio.store.sealing import Sealer
from studio.store.tables import AuditRow, EventRow


def newest(
    connection: Connection, sealer: Sealer, kinds: Collection[str], most: int
) -> list[Record]:
    """The last audited records of these kinds, newest first."""
    query = (
        select(EventRow.__table__)
        .join(AuditRow, AuditRow.event_id == EventRow.id)
        .where(EventRow.kind.in_(kinds))
        .order_by(AuditRow.number.desc())
        .limit(most)
    )
    rows = connection.execute(query).all()
    return [stored_of(connection, row, sealer).record() for row in rows]

"""The newest decision of some kinds, found by the audit chain: it is short and holds all."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from studio.core.records.record import Record
from studio.store.event_log import stored_of
from studio.store.sealing import Sealer
from studio.store.tables import AuditRow, EventRow


def newest(connection: Connection, sealer: Sealer, kinds: Collection[str]) -> Record | None:
    """The last audited record of one of these kinds; None when there was none."""
    query = (
        select(EventRow.__table__)
        .join(AuditRow, AuditRow.event_id == EventRow.id)
        .where(EventRow.kind.in_(kinds))
        .order_by(AuditRow.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return stored_of(connection, row, sealer).record() if row is not None else None

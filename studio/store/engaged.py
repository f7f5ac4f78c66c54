"""Questions about what viewers took part in: the records of polls, draws, questions and hearts."""

from sqlalchemy import Connection, select

from studio.core.records.engage import Wanted
from studio.core.records.record import Record
from studio.store import event_log
from studio.store.sealing import Sealer
from studio.store.tables import EngagedRow, EventRow


def read(connection: Connection, sealer: Sealer, wanted: Wanted) -> list[Record]:
    """Oldest first."""
    events, mine = EventRow.__table__, EngagedRow.__table__
    names = [str(kind.__struct_config__.tag) for kind in wanted.kinds]
    query = select(events).join(mine, mine.c.event_id == events.c.id)
    query = query.where(mine.c.kind.in_(names), events.c.wall_ms >= wanted.since_wall_ms)
    if wanted.things:
        query = query.where(mine.c.thing_id.in_(wanted.things))
    if wanted.actors:
        query = query.where(events.c.actor.in_(wanted.actors))
    if wanted.session_id:
        query = query.where(events.c.session_id == wanted.session_id)
    rows = connection.execute(query.order_by(mine.c.event_id.desc()).limit(wanted.most)).all()
    return [event_log.stored_of(connection, row, sealer).record() for row in reversed(rows)]

"""The projection of shows: when each began and ended, and how much happened."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from studio.core.records.chat import MessageReceived
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import SessionRow


class SessionView:
    """Keeps `SessionRow`."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Count."""
        del sealer
        by_session: dict[str, list[Stored]] = defaultdict(list)
        for event in events:
            by_session[event.session_id].append(event)
        known = set(
            connection.execute(
                select(SessionRow.session_id).where(SessionRow.session_id.in_(by_session))
            ).scalars()
        )
        for session_id, its in by_session.items():
            messages = sum(isinstance(event.payload, MessageReceived) for event in its)
            if session_id in known:
                connection.execute(
                    update(SessionRow)
                    .where(SessionRow.session_id == session_id)
                    .values(
                        last_wall_ms=its[-1].wall_ms,
                        events=SessionRow.events + len(its),
                        messages=SessionRow.messages + messages,
                    )
                )
                continue
            connection.execute(
                insert(SessionRow).values(
                    session_id=session_id,
                    first_wall_ms=its[0].wall_ms,
                    last_wall_ms=its[-1].wall_ms,
                    events=len(its),
                    messages=messages,
                )
            )

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(SessionRow))

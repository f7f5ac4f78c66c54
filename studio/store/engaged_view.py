"""The projection of what viewers take part in: which events belong to which poll or draw.

What a poll or a draw is like is made of its events by `studio.chat`, the same way live and after
a restart; this only finds them among a million messages.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from studio.core.records import engage as rec
from studio.core.records.payload import Payload, kind_of
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import EngagedRow

HEARTS = "hearts"
QUESTIONS = "questions"


class EngagedView:
    """Keeps `EngagedRow`."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """One row an event."""
        del sealer
        rows = [
            {"event_id": one.id, "thing_id": thing_of(one.payload), "kind": kind_of(one.payload)}
            for one in events
            if isinstance(one.payload, rec.AnyEngaged)
        ]
        if rows:
            connection.execute(insert(EngagedRow), rows)

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(EngagedRow))


def thing_of(payload: Payload) -> str:
    """What it belongs to."""
    for name in ("poll_id", "draw_id", "thing_id"):
        found = getattr(payload, name, "")
        if found:
            return str(found)
    return HEARTS if isinstance(payload, rec.HeartsGiven) else QUESTIONS

"""The projection of what the team said among itself, and the question for the last of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from studio.core.records.record import join
from studio.core.records.team import TeamWhispered
from studio.core.teamwork import MOST_WHISPERS, Whisper
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import WhisperRow

_KIND = str(TeamWhispered.__struct_config__.tag)


class WhisperView:
    """Keeps `WhisperRow`."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Add what was said."""
        del sealer
        rows = [
            {
                "event_id": event.id,
                "actor": event.actor,
                "wall_ms": event.wall_ms,
                "payload": event.public,
                "sealed": event.sealed,
            }
            for event in events
            if isinstance(event.payload, TeamWhispered)
        ]
        if rows:
            connection.execute(insert(WhisperRow), rows)

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(WhisperRow))


def whispers(connection: Connection, sealer: Sealer, most: int = MOST_WHISPERS) -> list[Whisper]:
    """The last ones, oldest first; without those whose words are erased."""
    query = select(WhisperRow.__table__).order_by(WhisperRow.event_id.desc()).limit(most)
    found = []
    for row in reversed(connection.execute(query).all()):
        personal = sealer.unseal(connection, row.actor, row.sealed) if row.sealed else b""
        said = join(_KIND, row.payload, personal)
        if isinstance(said, TeamWhispered) and said.text:
            found.append(Whisper(said.whisper_id, row.actor, said.name, said.text, row.wall_ms))
    return found

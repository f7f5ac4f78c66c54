"""The index of what was written: SQLite's FTS5 or PostgreSQL's tsvector, over blinded tokens.

It holds no word of anybody, only tokens under the studio's key: equal words are equal there.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

_PUT_SQLITE = text("INSERT INTO message_search (rowid, tokens) VALUES (:event_id, :tokens)")
_PUT_POSTGRESQL = text(
    "INSERT INTO message_search (event_id, tokens)"
    " VALUES (:event_id, to_tsvector('simple', :tokens))"
)
_FIND_SQLITE = text(
    "SELECT rowid FROM message_search WHERE message_search MATCH :asked"
    " AND rowid < :before ORDER BY rowid DESC LIMIT :most"
)
_FIND_POSTGRESQL = text(
    "SELECT event_id FROM message_search WHERE tokens @@ plainto_tsquery('simple', :asked)"
    " AND event_id < :before ORDER BY event_id DESC LIMIT :most"
)
_TAKE_SQLITE = text("DELETE FROM message_search WHERE rowid = :event_id")
_TAKE_POSTGRESQL = text("DELETE FROM message_search WHERE event_id = :event_id")
_CLEAR = text("DELETE FROM message_search")
NEWEST = 2**62


def put(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Add messages by event id and blinded tokens; one without tokens is not found by words."""
    values = [{"event_id": event_id, "tokens": tokens} for event_id, tokens in rows if tokens]
    if values:
        connection.execute(_PUT_SQLITE if _is_sqlite(connection) else _PUT_POSTGRESQL, values)


def find(connection: Connection, tokens: Sequence[str], before: int, most: int) -> list[int]:
    """Event ids of messages that hold all the blinded tokens, newest first."""
    if not tokens:
        return []
    is_sqlite = _is_sqlite(connection)
    asked = " AND ".join(f'"{token}"' for token in tokens) if is_sqlite else " ".join(tokens)
    statement = _FIND_SQLITE if is_sqlite else _FIND_POSTGRESQL
    values = {"asked": asked, "before": before, "most": most}
    return [int(found) for found in connection.execute(statement, values).scalars()]


def take(connection: Connection, event_ids: Sequence[int]) -> None:
    """Nothing finds these any more."""
    if event_ids:
        statement = _TAKE_SQLITE if _is_sqlite(connection) else _TAKE_POSTGRESQL
        connection.execute(statement, [{"event_id": event_id} for event_id in event_ids])


def clear(connection: Connection) -> None:
    """Empty it."""
    connection.execute(_CLEAR)


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"

"""Keys of persons as rows: kept wrapped, expiring, and gone for good when somebody is erased."""

from typing import cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from studio.store.tables import PersonKeyRow

_TABLE = cast(Table, PersonKeyRow.__table__)
# Made once: the log asks for a key with every message.
_KEY_OF = select(_TABLE.c.wrapped).where(_TABLE.c.actor == bindparam("person"))
_KEEP = insert(_TABLE)
_EXTEND = update(_TABLE).where(_TABLE.c.actor == bindparam("person"))


def key_of(connection: Connection, person: str) -> bytes | None:
    """The wrapped key; None when there is none (any more)."""
    return connection.execute(_KEY_OF, {"person": person}).scalar_one_or_none()


def keep_key(connection: Connection, person: str, wrapped: bytes, expires_wall_ms: int) -> None:
    """A new person's key."""
    values = {"actor": person, "wrapped": wrapped, "expires_wall_ms": expires_wall_ms}
    connection.execute(_KEEP, values)


def extend_key(connection: Connection, person: str, expires_wall_ms: int) -> None:
    """The person was here again."""
    values = {"person": person, "expires_wall_ms": expires_wall_ms}
    connection.execute(_EXTEND, values)


def drop_key(connection: Connection, person: str) -> bool:
    """Erase; whether there was a key."""
    done = connection.execute(delete(PersonKeyRow).where(PersonKeyRow.actor == person))
    return bool(done.rowcount)


def expired(connection: Connection, now_wall_ms: int) -> list[str]:
    """Whose time is over."""
    query = select(PersonKeyRow.actor).where(PersonKeyRow.expires_wall_ms <= now_wall_ms)
    return list(connection.execute(query).scalars())

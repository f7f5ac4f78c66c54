"""Keys of persons as rows: kept wrapped, expiring, and gone for good when somebody is erased."""

from sqlalchemy import Connection, delete, insert, select, update

from studio.store.tables import PersonKeyRow


def key_of(connection: Connection, person: str) -> bytes | None:
    """The wrapped key; None when there is none (any more)."""
    query = select(PersonKeyRow.wrapped).where(PersonKeyRow.actor == person)
    return connection.execute(query).scalar_one_or_none()


def keep_key(connection: Connection, person: str, wrapped: bytes, expires_wall_ms: int) -> None:
    """A new person's key."""
    connection.execute(
        insert(PersonKeyRow).values(actor=person, wrapped=wrapped, expires_wall_ms=expires_wall_ms)
    )


def extend_key(connection: Connection, person: str, expires_wall_ms: int) -> None:
    """The person was here again."""
    connection.execute(
        update(PersonKeyRow)
        .where(PersonKeyRow.actor == person)
        .values(expires_wall_ms=expires_wall_ms)
    )


def drop_key(connection: Connection, person: str) -> bool:
    """Erase; whether there was a key."""
    done = connection.execute(delete(PersonKeyRow).where(PersonKeyRow.actor == person))
    return bool(done.rowcount)


def expired(connection: Connection, now_wall_ms: int) -> list[str]:
    """Whose time is over."""
    query = select(PersonKeyRow.actor).where(PersonKeyRow.expires_wall_ms <= now_wall_ms)
    return list(connection.execute(query).scalars())

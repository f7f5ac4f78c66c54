"""Questions about persons: who may not write now, and whether somebody was ever here."""

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from studio.store.person_view import BANNED
from studio.store.tables import PersonRow

_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Blocked:
    """Somebody who may not write. ``until_wall_ms`` -1: for good."""

    actor: str
    until_wall_ms: int
    reason: str


def blocked(connection: Connection, now_wall_ms: int) -> list[Blocked]:
    """Everybody who may not write now; the 50,000 who were here last, if there are more."""
    until = PersonRow.blocked_until_wall_ms
    query = (
        select(PersonRow.actor, until, PersonRow.blocked_reason)
        .where(or_(until == BANNED, until > now_wall_ms))
        .order_by(PersonRow.last_wall_ms.desc())
        .limit(_MOST)
    )
    return [Blocked(*row) for row in connection.execute(query)]


def was_here(connection: Connection, actor: str) -> bool:
    """Whether they ever wrote."""
    query = select(PersonRow.messages).where(PersonRow.actor == actor)
    return bool(connection.execute(query).scalar_one_or_none())


def first_wall_ms(connection: Connection, actor: str) -> int:
    """When they wrote for the first time; 0: never."""
    query = select(PersonRow.first_wall_ms).where(PersonRow.actor == actor)
    return connection.execute(query).scalar_one_or_none() or 0

"""Questions about persons: who may not write now, and whether somebody was ever here."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from studio.core.chat import MessageState
from studio.store.person_view import BANNED
from studio.store.tables import MessageRow, PersonRow

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


def first_seen(connection: Connection, actors: Collection[str]) -> dict[str, int]:
    """When everybody saw the first of their messages that may still be seen, in wall ms."""
    query = (
        select(MessageRow.actor, func.min(MessageRow.wall_ms))
        .where(MessageRow.actor.in_(actors), MessageRow.state == MessageState.VISIBLE.value)
        .group_by(MessageRow.actor)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def first_written(connection: Connection, actors: Collection[str]) -> dict[str, int]:
    """When they first wrote, whatever became of it, in wall ms."""
    query = select(PersonRow.actor, PersonRow.first_wall_ms).where(PersonRow.actor.in_(actors))
    return {row[0]: row[1] for row in connection.execute(query)}

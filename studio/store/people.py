"""Questions about persons: who they are, who may not write now, who was ever here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, or_, select

from studio.core.chat import MessageState
from studio.core.teamwork import Mark, PersonMark
from studio.store.person_view import BANNED
from studio.store.sealing import Sealer
from studio.store.tables import MessageRow, PersonRow

_MOST = 50_000
_MOST_MARKED = 1_000


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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the store knows them; name and note are empty once they were erased."""

    actor: str
    platform: str
    name: str
    first_wall_ms: int
    last_wall_ms: int
    messages: int
    held: int
    deleted: int
    blocked_until_wall_ms: int
    blocked_reason: str
    note: str
    mark: Mark


def person(connection: Connection, sealer: Sealer, actor: str) -> Person | None:
    """What is known of them; None when there is no such person."""
    row = connection.execute(
        select(PersonRow.__table__).where(PersonRow.actor == actor)
    ).one_or_none()
    if row is None:
        return None
    return Person(
        actor=row.actor,
        platform=row.platform,
        name=_personal(connection, sealer, actor, row.sealed).author_name,
        first_wall_ms=row.first_wall_ms,
        last_wall_ms=row.last_wall_ms,
        messages=row.messages,
        held=row.held,
        deleted=row.deleted,
        blocked_until_wall_ms=row.blocked_until_wall_ms,
        blocked_reason=row.blocked_reason,
        note=_personal(connection, sealer, actor, row.note).note,
        mark=Mark(row.mark or Mark.NONE),
    )


def names(connection: Connection, sealer: Sealer, actors: Iterable[str]) -> dict[str, str]:
    """What these are called, as far as it can be read."""
    asked = {actor for actor in actors if actor}
    if not asked:
        return {}
    query = select(PersonRow.actor, PersonRow.sealed).where(PersonRow.actor.in_(asked))
    return {
        row.actor: _personal(connection, sealer, row.actor, row.sealed).author_name
        for row in connection.execute(query).all()
    }


def marked(connection: Connection, most: int = _MOST_MARKED) -> list[PersonMark]:
    """Who is marked; those who were here last, if there are more."""
    query = (
        select(PersonRow.actor, PersonRow.mark)
        .where(PersonRow.mark.in_([mark.value for mark in Mark if mark is not Mark.NONE]))
        .order_by(PersonRow.last_wall_ms.desc())
        .limit(most)
    )
    return [PersonMark(row.actor, Mark(row.mark)) for row in connection.execute(query)]


class _Personal(msgspec.Struct, rename="camel"):
    """What of a person's sealed parts is asked for here."""

    author_name: str = ""
    note: str = ""


def _personal(connection: Connection, sealer: Sealer, actor: str, sealed: bytes) -> _Personal:
    opened = sealer.unseal(connection, actor, sealed) if sealed else b""
    return msgspec.json.decode(opened, type=_Personal) if opened else _Personal()


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

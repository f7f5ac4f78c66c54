"""The projection of persons: who wrote, how much, and whether they may write now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from studio.core.records.chat import (
    Decision,
    MessageDecided,
    MessageReceived,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.rules import Nuked, NukeUndone
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import MessageRow, PersonRow

BANNED = -1
_TABLE = cast(Table, PersonRow.__table__)
_MOST_ASKED = 500


@dataclass(slots=True)
class _Person:
    """A person's row while a batch is gone through."""

    actor: str
    is_known: bool
    fields: dict[str, Any]


class PersonView:
    """Keeps `PersonRow`; follows after the messages, whose authors it looks up."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Read the rows of all concerned, change them, write them back."""
        del sealer
        authors = _authors(connection, events)
        wanted = {actor for event in events for actor in _concerned(event, authors)}
        if not wanted:
            return
        persons = _load(connection, wanted)
        for event in events:
            for actor in _concerned(event, authors):
                _follow(persons[actor], event)
        _keep(connection, persons.values())

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        connection.execute(delete(PersonRow))


def _authors(connection: Connection, events: Sequence[Stored]) -> dict[str, str]:
    """Message id to its author, for what was decided about."""
    asked = [message_id for event in events for message_id in _decided_ids(event)]
    found: dict[str, str] = {}
    for begin in range(0, len(asked), _MOST_ASKED):
        part = asked[begin : begin + _MOST_ASKED]
        query = select(MessageRow.message_id, MessageRow.actor)
        rows = connection.execute(query.where(MessageRow.message_id.in_(part)))
        found |= {row.message_id: row.actor for row in rows}
    return found


def _decided_ids(event: Stored) -> tuple[str, ...]:
    payload = event.payload
    if isinstance(payload, MessageDecided):
        return (payload.message_id,)
    return (*payload.visible, *payload.held) if isinstance(payload, Nuked | NukeUndone) else ()


def _concerned(event: Stored, authors: dict[str, str]) -> tuple[str, ...]:
    payload = event.payload
    if isinstance(payload, MessageReceived):
        return (event.actor,)
    if isinstance(payload, ViewerTimedOut | ViewerReadmitted):
        return (payload.target,)
    wrote = [authors[one] for one in _decided_ids(event) if one in authors]
    return (*wrote, *payload.authors) if isinstance(payload, NukeUndone) else tuple(wrote)


def _load(connection: Connection, actors: set[str]) -> dict[str, _Person]:
    table = PersonRow.__table__
    rows = connection.execute(select(table).where(table.c.actor.in_(actors))).mappings()
    found = {row["actor"]: _Person(row["actor"], True, dict(row)) for row in rows}
    for actor in actors - found.keys():
        found[actor] = _Person(
            actor,
            False,
            {
                "actor": actor,
                "platform": "",
                "first_wall_ms": 0,
                "last_wall_ms": 0,
                "messages": 0,
                "deleted": 0,
                "blocked_until_wall_ms": 0,
                "blocked_reason": "",
                "sealed": b"",
            },
        )
    return found


def _follow(person: _Person, event: Stored) -> None:
    fields, payload = person.fields, event.payload
    if isinstance(payload, MessageReceived):
        fields["platform"] = payload.platform.value
        fields["first_wall_ms"] = fields["first_wall_ms"] or event.wall_ms
        fields["last_wall_ms"] = event.wall_ms
        fields["messages"] += 1
        fields["sealed"] = event.sealed
    elif isinstance(payload, ViewerTimedOut):
        fields["blocked_until_wall_ms"] = payload.until_wall_ms or BANNED
        fields["blocked_reason"] = payload.reason
    elif isinstance(payload, ViewerReadmitted):
        fields["blocked_until_wall_ms"] = 0
        fields["blocked_reason"] = ""
    elif isinstance(payload, Nuked):
        fields["deleted"] += 1
        if person.actor in payload.authors:
            fields["blocked_until_wall_ms"] = payload.until_wall_ms
            fields["blocked_reason"] = payload.phrase
    elif isinstance(payload, NukeUndone) and not payload.authors:
        fields["deleted"] -= 1
    elif isinstance(payload, NukeUndone):
        fields["blocked_until_wall_ms"] = 0
        fields["blocked_reason"] = ""
    elif isinstance(payload, MessageDecided):
        fields["deleted"] += {Decision.DELETE: 1, Decision.RESTORE: -1}.get(payload.decision, 0)


def _keep(connection: Connection, persons: Collection[_Person]) -> None:
    """All new ones at once, and all others at once."""
    fresh = [person.fields for person in persons if not person.is_known]
    changed = [{**person.fields, "whom": person.actor} for person in persons if person.is_known]
    if fresh:
        connection.execute(insert(_TABLE), fresh)
    if changed:
        connection.execute(update(_TABLE).where(_TABLE.c.actor == bindparam("whom")), changed)

"""The projection of persons: who wrote, how much, and whether they may write now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from studio.core.chat import MessageState
from studio.core.records.chat import (
    Decision,
    MessageDecided,
    MessageReceived,
    Verdict,
    ViewerNoted,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.rules import Nuked, NukeUndone
from studio.core.records.team import ViewerMarked
from studio.core.teamwork import Mark
from studio.store.act_view import authors_of, decided_ids
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import PersonRow

BANNED = -1
_TABLE = cast(Table, PersonRow.__table__)


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
        authors = authors_of(connection, [one for e in events for one in decided_ids(e.payload)])
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


def _concerned(event: Stored, authors: dict[str, str]) -> tuple[str, ...]:
    payload = event.payload
    if isinstance(payload, MessageReceived):
        return (event.actor,)
    if isinstance(payload, ViewerTimedOut | ViewerReadmitted | ViewerNoted | ViewerMarked):
        return (payload.target,)
    wrote = [authors[one] for one in decided_ids(event.payload) if one in authors]
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
                "held": 0,
                "mark": "",
                "note": b"",
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
        fields["held"] += payload.verdict is Verdict.HOLD
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
        fields["deleted"] += _deleted(payload)
    else:
        _describe(fields, event)


def _describe(fields: dict[str, Any], event: Stored) -> None:
    """What the team wrote on them."""
    payload = event.payload
    if isinstance(payload, ViewerNoted):
        fields["note"] = event.sealed
    elif isinstance(payload, ViewerMarked):
        fields["mark"] = "" if payload.mark is Mark.NONE else payload.mark.value


def _deleted(decided: MessageDecided) -> int:
    """How many more of theirs are deleted since. The first studios did not say what it was."""
    if decided.before is None:
        return {Decision.DELETE: 1, Decision.RESTORE: -1}.get(decided.decision, 0)
    is_deleted = decided.decision is Decision.DELETE
    return is_deleted - (decided.before is MessageState.DELETED)


def _keep(connection: Connection, persons: Collection[_Person]) -> None:
    """All new ones at once, and all others at once."""
    fresh = [person.fields for person in persons if not person.is_known]
    changed = [{**person.fields, "whom": person.actor} for person in persons if person.is_known]
    if fresh:
        connection.execute(insert(_TABLE), fresh)
    if changed:
        connection.execute(update(_TABLE).where(_TABLE.c.actor == bindparam("whom")), changed)

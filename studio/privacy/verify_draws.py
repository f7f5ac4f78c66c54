"""Going through every lucky draw of the log: whether each was what it promised to be.

Written beside `studio.chat.draw_book` and not with it: what checks must not be what it checks.
"""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from studio.core import fair_draw
from studio.core.engage import DrawRules
from studio.core.records import engage as rec
from studio.core.records.record import Record
from studio.store import engaged
from studio.store.database import Database
from studio.store.sealing import Connection

T = TypeVar("T")
_MOST_DRAWS = 10_000
_MOST_STEPS = 200_000
_STEPS = (
    rec.DrawOpened,
    rec.DrawEntered,
    rec.DrawStruck,
    rec.DrawFrozen,
    rec.DrawRevealed,
    rec.DrawCancelled,
)


class DrawsVerified(msgspec.Struct, frozen=True, rename="camel"):
    """``unfinished``: promised, and neither drawn nor called off. ``faults``: a sentence each."""

    drawn: int = 0
    cancelled: int = 0
    unfinished: int = 0
    faults: tuple[str, ...] = ()


class _Unread:
    """Names are not needed, so that no key is."""

    def seal(self, connection: Connection, person: str, data: bytes, now_wall_ms: int) -> bytes:
        """Nothing is written here."""
        raise NotImplementedError

    def unseal(self, connection: Connection, person: str, sealed: bytes) -> bytes:
        """As if everybody were erased."""
        del connection, person, sealed
        return b""

    def blind(self, token: str) -> str:
        """Nothing is searched here."""
        raise NotImplementedError


def verify_draws(database: Database) -> DrawsVerified:
    """Do the sum of every draw again."""
    counts = {"drawn": 0, "cancelled": 0, "unfinished": 0}
    faults: list[str] = []
    with database.reading() as connection:
        wanted = rec.Wanted((rec.DrawOpened,), most=_MOST_DRAWS)
        for opened in engaged.read(connection, _Unread(), wanted):
            if not isinstance(opened.payload, rec.DrawOpened):
                continue
            draw_id = opened.payload.draw_id
            steps = rec.Wanted(_STEPS, (draw_id,), most=_MOST_STEPS)
            records = engaged.read(connection, _Unread(), steps)
            counts[_ending(records)] += 1
            faults += [f"draw {draw_id}: {fault}" for fault in faults_of(records)]
    return DrawsVerified(**counts, faults=tuple(faults))


def faults_of(records: Sequence[Record]) -> list[str]:
    """What is wrong with one draw; ``records``: all of it, in the order of the log."""
    opened = _only(records, rec.DrawOpened)
    if opened is None:
        return ["it was not promised once and only once"]
    frozen, revealed = _only(records, rec.DrawFrozen), _only(records, rec.DrawRevealed)
    faults: list[str] = []
    tickets: tuple[str, ...] = ()
    if _count(records, rec.DrawFrozen):
        tickets = _frozen_list(records, opened.draw_id)
        if frozen is None or frozen.root != fair_draw.root_of(tickets):
            faults.append("the list is not the one that was frozen")
        elif frozen.entries != len(tickets):
            faults.append("the list is not as long as it was said to be")
    if _entered_late(records):
        faults.append("somebody entered after the list was frozen")
    if _count(records, rec.DrawRevealed):
        faults += _faults_of_reveal(opened, frozen, revealed, tickets)
    return faults


def _faults_of_reveal(
    opened: rec.DrawOpened,
    frozen: rec.DrawFrozen | None,
    revealed: rec.DrawRevealed | None,
    tickets: tuple[str, ...],
) -> list[str]:
    if revealed is None or frozen is None:
        return ["it was not drawn once, after its list was frozen"]
    try:
        seed = bytes.fromhex(revealed.seed)
        rules = DrawRules.of_text(opened.rules)
    except (ValueError, msgspec.DecodeError):
        return ["its seed or its rules cannot be read"]
    faults = []
    if fair_draw.commitment(seed, opened.draw_id, opened.rules) != opened.commitment:
        faults.append("the seed is not the one that was promised")
    won = fair_draw.winners_of(seed, fair_draw.root_of(tickets), tickets, rules.winners)
    named = tuple(fair_draw.ticket_of(opened.draw_id, actor) for actor in revealed.winners)
    if named != won:
        faults.append("others were named than those who won")
    return faults


def _frozen_list(records: Sequence[Record], draw_id: str) -> tuple[str, ...]:
    """Who was in when the list was frozen."""
    actors: set[str] = set()
    for record in records:
        payload = record.payload
        if isinstance(payload, rec.DrawFrozen):
            break
        if isinstance(payload, rec.DrawEntered):
            actors.add(record.actor)
        elif isinstance(payload, rec.DrawStruck):
            actors.discard(payload.target)
    return fair_draw.in_order(fair_draw.ticket_of(draw_id, actor) for actor in actors)


def _entered_late(records: Sequence[Record]) -> bool:
    kinds = [type(record.payload) for record in records]
    if rec.DrawFrozen not in kinds:
        return False
    return bool({rec.DrawEntered, rec.DrawStruck} & set(kinds[kinds.index(rec.DrawFrozen) :]))


def _ending(records: Sequence[Record]) -> str:
    if _count(records, rec.DrawRevealed):
        return "drawn"
    return "cancelled" if _count(records, rec.DrawCancelled) else "unfinished"


def _count(records: Sequence[Record], kind: type) -> int:
    return sum(isinstance(record.payload, kind) for record in records)


def _only(records: Sequence[Record], kind: type[T]) -> T | None:
    found = [record.payload for record in records if isinstance(record.payload, kind)]
    return found[0] if len(found) == 1 else None

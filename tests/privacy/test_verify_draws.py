"""A draw done again from the log: whatever is changed in it is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import fair_draw
from studio.core.engage import DrawRules
from studio.core.records import engage as rec
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.privacy.vault import Vault
from studio.privacy.verify import verify
from studio.privacy.verify_draws import DrawsVerified, faults_of, verify_draws
from studio.store.database import Database
from studio.store.store import Store
from tests.support.stored import SIGNER

SEED = bytes(range(32))
ACTORS = ("p-anna", "p-ben", "p-chris", "p-dora")


def fair(draw_id: str = "draw-a", winners: int = 2) -> list[Record]:
    """Four enter, one of them is struck, two win."""
    rules = DrawRules(prize="A bowl", winners=winners).text()
    promise = fair_draw.commitment(SEED, draw_id, rules)
    by_ticket = {fair_draw.ticket_of(draw_id, actor): actor for actor in ACTORS[1:]}
    tickets = fair_draw.in_order(by_ticket)
    root = fair_draw.root_of(tickets)
    won = fair_draw.winners_of(SEED, root, tickets, winners)
    steps: list[tuple[Payload, str]] = [
        (rec.DrawOpened(draw_id, rules, promise), "owner"),
        *((rec.DrawEntered(draw_id, actor.title()), actor) for actor in ACTORS),
        (rec.DrawStruck(draw_id, "p-anna", "blocked"), ""),
        (rec.DrawFrozen(draw_id, len(tickets), root), "owner"),
        (rec.DrawRevealed(draw_id, SEED.hex(), tuple(by_ticket[one] for one in won)), "owner"),
    ]
    return [
        Record("show-1", number, payload, actor, id=number)
        for number, (payload, actor) in enumerate(steps, 1)
    ]


def changed(place: int, **fields: object) -> Callable[[list[Record]], list[Record]]:
    """The step at that place says something else."""

    def change(records: list[Record]) -> list[Record]:
        payload = msgspec.structs.replace(records[place].payload, **fields)
        records[place] = msgspec.structs.replace(records[place], payload=payload)
        return records

    return change


def without(place: int) -> Callable[[list[Record]], list[Record]]:
    """That step is gone."""
    return lambda records: records[:place] + records[place + 1 :]


def late(records: list[Record]) -> list[Record]:
    """Somebody entered after the list was frozen."""
    return [*records, Record("show-1", 99, rec.DrawEntered("draw-a", "Late"), "p-late")]


def twice(records: list[Record]) -> list[Record]:
    """It was drawn again."""
    return [*records, records[-1]]


def test_a_fair_draw_has_no_fault() -> None:
    assert faults_of(fair()) == []
    assert faults_of(fair()[:-1]) == []
    assert faults_of(fair()[:4]) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (changed(0, commitment="00" * 32), "promised"),
        (changed(0, rules=DrawRules(prize="Two bowls", winners=2).text()), "promised"),
        (changed(0, rules="{"), "cannot be read"),
        (changed(7, seed="11" * 32), "promised"),
        (changed(7, seed="no seed"), "cannot be read"),
        (changed(7, winners=("p-anna", "p-ben")), "others were named"),
        (changed(7, winners=()), "others were named"),
        (changed(6, root="22" * 32), "frozen"),
        (changed(6, entries=9), "as long"),
        (changed(5, target="p-ben"), "frozen"),
        (without(0), "not promised"),
        (without(2), "frozen"),
        (without(5), "frozen"),
        (without(6), "after its list was frozen"),
        (late, "entered after"),
        (twice, "not drawn once"),
    ],
)
def test_every_change_is_told(change: Callable[[list[Record]], list[Record]], fault: str) -> None:
    faults = faults_of(change(fair()))
    assert any(fault in one for one in faults), faults


@given(st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_any_other_sign_of_the_seed_is_another_draw(place: int, sign: str) -> None:
    seed = SEED.hex()
    other = seed[:place] + sign + seed[place + 1 :]
    is_same = other == seed
    assert (faults_of(changed(7, seed=other)(fair())) == []) == is_same


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database.in_folder(tmp_path)
    yield Store(database, Vault(bytes(32)), SIGNER)
    database.close()


def test_every_draw_of_the_log_is_done_again_also_when_all_are_erased(store: Store) -> None:
    called_off = Record("show-1", 9, rec.DrawCancelled("draw-b", "the bowl broke"), "owner")
    store.write([*fair(), *fair("draw-b")[:3], called_off, *fair("draw-c")[:6]])
    for actor in ACTORS:
        store.erase(actor)
    expected = DrawsVerified(drawn=1, cancelled=1, unfinished=1)
    assert verify_draws(store.database) == expected
    verified = verify(store.database, SIGNER)
    assert verified.is_whole
    assert verified.draws == expected


def test_an_unfair_one_is_named(store: Store) -> None:
    store.write(changed(7, winners=("p-anna", "p-ben"))(fair()))
    verified = verify(store.database, SIGNER)
    assert not verified.is_whole
    assert verified.draws.faults == ("draw draw-a: others were named than those who won",)

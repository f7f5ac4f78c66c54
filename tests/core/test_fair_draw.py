"""The draw that anybody can check: as likely for each, and no change goes unnoticed."""

import hashlib
import hmac
from collections import Counter
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import fair_draw as fair

_CHI_SQUARE_19_AT_ONE_IN_A_MILLION = 62.2


def _tickets(many: int) -> tuple[str, ...]:
    return fair.in_order(fair.ticket_of("draw-a", f"p-{number}") for number in range(many))


def _chi_square(wins: Counter[str], places: int, draws: int) -> float:
    expected = draws / places
    return sum((wins[ticket] - expected) ** 2 / expected for ticket in wins) + expected * (
        places - len(wins)
    )


@pytest.mark.parametrize("winners", [1, 3])
def test_everybody_wins_as_often_over_many_seeds(winners: int) -> None:
    tickets = _tickets(20)
    root = fair.root_of(tickets)
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for number in range(4000):
        seed = hashlib.sha256(str(number).encode()).digest()
        won = fair.winners_of(seed, root, tickets, winners)
        assert len(set(won)) == winners
        first[won[0]] += 1
        last[won[-1]] += 1
    for wins in (first, last):
        assert _chi_square(wins, 20, 4000) < _CHI_SQUARE_19_AT_ONE_IN_A_MILLION


@given(st.integers(1, 256))
def test_of_all_numbers_there_are_each_place_gets_as_many(many: int) -> None:
    numbers = iter(range(256))
    places: Counter[int] = Counter()
    while True:
        try:
            places[fair.one_of(many, lambda: next(numbers), space=256)] += 1
        except StopIteration:
            break
    assert set(places) == set(range(many))
    assert len(set(places.values())) == 1  # a remainder without rejection would favour the first


def test_the_promise_and_the_choice_are_what_the_documents_say() -> None:
    seed, tickets = bytes(range(32)), _tickets(5)
    promised = fair.commitment(seed, "draw-a", '{"prize":"碗"}')
    said = seed.hex() + '\ndraw-a\n{"prize":"碗"}'
    assert promised == hashlib.sha256(said.encode()).hexdigest()
    root = fair.root_of(tickets)
    number = hmac.new(seed, bytes.fromhex(root) + bytes(7) + b"\x01", "sha256").hexdigest()
    assert fair.winners_of(seed, root, tickets, 1) == (tickets[int(number, 16) % 5],)
    assert fair.ticket_of("draw-a", "p-1") != fair.ticket_of("draw-b", "p-1")


def test_the_root_is_that_of_the_standard() -> None:
    def leaf(ticket: str) -> bytes:
        return hashlib.sha256(b"\0" + ticket.encode()).digest()

    def node(left: bytes, right: bytes) -> bytes:
        return hashlib.sha256(b"\1" + left + right).digest()

    a, b, c = leaf("a"), leaf("b"), leaf("c")
    assert fair.root_of(()) == hashlib.sha256(b"").hexdigest()
    assert fair.root_of(("a",)) == a.hex()
    assert fair.root_of(("a", "b", "c")) == node(node(a, b), c).hex()


@given(st.integers(1, 70), st.data())
def test_every_ticket_is_proven_and_no_other(many: int, data: st.DataObject) -> None:
    tickets = _tickets(many)
    root = fair.root_of(tickets)
    index = data.draw(st.integers(0, many - 1))
    path = fair.proof_of(tickets, index)
    assert fair.is_in(root, many, tickets[index], index, path)
    stranger = fair.ticket_of("draw-a", "p-stranger")
    assert not fair.is_in(root, many, stranger, index, path)
    assert not fair.is_in(root, many, tickets[index], many, path)
    assert not fair.is_in(root, many, tickets[index], index, (*path, "00" * 32))
    if many > 1:
        assert not fair.is_in(root, many, tickets[index], index, path[:-1])
        assert not fair.is_in(root, many, tickets[index], (index + 1) % many, path)
    with pytest.raises(IndexError):
        fair.proof_of(tickets, many)


@given(st.sets(st.text(min_size=1, max_size=8), max_size=30))
def test_the_order_of_arrival_changes_nothing(tickets: set[str]) -> None:
    forth, back = fair.in_order(sorted(tickets)), fair.in_order(sorted(tickets, reverse=True))
    assert forth == back
    assert fair.root_of(forth) == fair.root_of(back)


def test_more_winners_than_entries_are_all_of_them_once() -> None:
    tickets = _tickets(3)
    assert set(fair.winners_of(bytes(32), fair.root_of(tickets), tickets, 9)) == set(tickets)
    assert fair.winners_of(bytes(32), fair.root_of(()), (), 2) == ()


def test_numbers_of_an_unfinished_round_are_thrown_away() -> None:
    numbers = count(254)
    assert fair.one_of(3, lambda: next(numbers) % 256, space=256) == 254 % 3
    late = iter([255, 7])
    assert fair.one_of(3, lambda: next(late), space=256) == 7 % 3

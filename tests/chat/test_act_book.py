"""What can be undone, by anybody, once, and for ten seconds."""

import pytest

from studio.chat.act_book import UNDO_S, ActBook
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.team import Who
from studio.core.teamwork import Act, ActKind
from tests.fakes.virtual_clock import VirtualClock


def act(number: int) -> Act:
    return Act(f"act-{number}", "device-mo", "Mo", ActKind.DELETE, "m1", "p", "", 1, 10_001)


async def nothing(_who: Who) -> StudioError | None:
    """The way back."""
    return None


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def book(clock: VirtualClock) -> ActBook:
    return ActBook(clock)


def test_an_act_is_undone_once(book: ActBook) -> None:
    book.put(act(1), "m1", 7, nothing)
    assert book.undoable() == (act(1),)
    taken = book.take("act-1")
    assert taken.event_id == 7
    with pytest.raises(NotFoundError, match="cannot be undone any more"):
        book.take("act-1")
    book.give_back(taken)
    assert book.take("act-1") == taken


def test_after_ten_seconds_it_is_too_late(book: ActBook, clock: VirtualClock) -> None:
    book.put(act(1), "m1", 7, nothing)
    clock.advance(UNDO_S * NS_PER_S)
    with pytest.raises(BadInputError, match="too late"):
        book.take("act-1")
    book.put(act(2), "m1", 8, nothing)
    clock.advance(UNDO_S * NS_PER_S - 1)
    assert book.undoable() == (act(2),)
    clock.advance(1)
    assert book.undoable() == ()


def test_what_was_changed_again_is_not_undone_by_the_first_act(book: ActBook) -> None:
    book.put(act(1), "m1", 7, nothing)
    book.put(act(2), "m2", 8, nothing)
    book.put(act(3), "m1", 9, nothing)
    assert [one.id for one in book.undoable()] == ["act-2", "act-3"]


def test_it_is_bounded(book: ActBook) -> None:
    for number in range(205):
        book.put(act(number), f"m{number}", number, nothing)
    assert len(book.undoable()) == 200
    assert book.undoable()[0].id == "act-5"

"""Persons: counted, blocked, let in again."""

import pytest

from studio.core.chat import MessageState
from studio.core.records.chat import Decision, MessageDecided, ViewerReadmitted, ViewerTimedOut
from studio.core.records.record import Record
from studio.store.person_view import BANNED
from studio.store.store import Store
from tests.support.chat_records import SHOW, received
from tests.support.stored import person


def test_persons_are_counted_and_blocked(store: Store) -> None:
    store.write([received(1), received(2), received(3, actor="p-ben", name="Ben")])
    store.write([Record(SHOW, 4000, ViewerTimedOut("p-ben", 60_000, "flood"), "p-mod")])
    store.write([Record(SHOW, 4000, ViewerTimedOut("p-new", 0, "raid"), "p-mod")])
    anna, ben = person(store.database, "p-anna"), person(store.database, "p-ben")
    assert (anna.messages, anna.first_wall_ms, anna.last_wall_ms) == (2, 1000, 2000)
    assert (ben.blocked_until_wall_ms, ben.blocked_reason) == (60_000, "flood")
    assert person(store.database, "p-new").blocked_until_wall_ms == BANNED
    store.write([Record(SHOW, 5000, ViewerReadmitted("p-ben"), "p-mod")])
    assert person(store.database, "p-ben").blocked_until_wall_ms == 0


@pytest.mark.parametrize(
    ("steps", "deleted"),
    [
        ([(Decision.DELETE, MessageState.HELD), (Decision.HOLD, MessageState.DELETED)], 0),
        ([(Decision.DELETE, MessageState.VISIBLE), (Decision.RELEASE, MessageState.DELETED)], 0),
        ([(Decision.DELETE, MessageState.VISIBLE)], 1),
        ([(Decision.HOLD, MessageState.VISIBLE), (Decision.RELEASE, MessageState.HELD)], 0),
        ([(Decision.DELETE, None), (Decision.RESTORE, None)], 0),
    ],
)
def test_deleted_are_those_that_are_deleted_now(
    store: Store, steps: list[tuple[Decision, MessageState | None]], deleted: int
) -> None:
    store.write([received(1)])
    for decision, before in steps:
        payload = MessageDecided("m1", decision, before=before)
        store.write([Record(SHOW, 5, payload, "p-mod")])
    assert person(store.database, "p-anna").deleted == deleted

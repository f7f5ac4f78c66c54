"""Persons: counted, blocked, let in again."""

from studio.core.records.chat import ViewerReadmitted, ViewerTimedOut
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

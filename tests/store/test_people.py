from studio.core.records.chat import Decision, Verdict, ViewerReadmitted, ViewerTimedOut
from studio.core.records.record import Record
from studio.store.people import Blocked, blocked, first_seen, first_wall_ms, first_written, was_here
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received


def test_who_may_not_write_now(store: Store) -> None:
    store.write(
        [
            received(1),
            Record(SHOW, 2, ViewerTimedOut("p-anna", 5_000, "spam"), "p-mod"),
            Record(SHOW, 3, ViewerTimedOut("p-ben", 0), "p-mod"),
            Record(SHOW, 4, ViewerTimedOut("p-chris", 9_000), "p-mod"),
            Record(SHOW, 5, ViewerReadmitted("p-chris"), "p-mod"),
        ]
    )
    with store.database.reading() as connection:
        now = {one.actor: one for one in blocked(connection, 4_999)}
        later = {one.actor for one in blocked(connection, 5_000)}
    assert now["p-anna"] == Blocked("p-anna", 5_000, "spam")
    assert now["p-ben"].until_wall_ms == -1
    assert set(now) == {"p-anna", "p-ben"}
    assert later == {"p-ben"}


def test_who_was_ever_here(store: Store) -> None:
    store.write([received(1), Record(SHOW, 2, ViewerTimedOut("p-ben", 0), "p-mod")])
    with store.database.reading() as connection:
        assert was_here(connection, "p-anna")
        assert not was_here(connection, "p-ben")
        assert first_wall_ms(connection, "p-anna") == 1000
        assert first_wall_ms(connection, "p-ben") == first_wall_ms(connection, "p-x") == 0


def test_when_somebody_was_first_seen_and_first_wrote(store: Store) -> None:
    store.write(
        [
            received(1, verdict=Verdict.HOLD),
            received(2),
            received(3),
            received(4, actor="p-ben"),
            decided(4, Decision.DELETE, 5),
        ]
    )
    persons = ["p-anna", "p-ben", "p-nobody"]
    with store.database.reading() as connection:
        assert first_seen(connection, persons) == {"p-anna": 2000}
        assert first_written(connection, persons) == {"p-anna": 1000, "p-ben": 4000}

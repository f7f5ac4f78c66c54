from studio.core.records.chat import (
    Decision,
    Verdict,
    ViewerNoted,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.record import Record
from studio.core.records.team import ViewerMarked
from studio.core.teamwork import Mark, PersonMark
from studio.store.people import (
    Blocked,
    Person,
    blocked,
    first_seen,
    first_wall_ms,
    first_written,
    marked,
    names,
    person,
    was_here,
)
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


def test_somebody_as_the_team_knows_them(store: Store) -> None:
    store.write([received(1), received(2, verdict=Verdict.HOLD), received(3)])
    store.write([decided(1, Decision.DELETE, 4), decided(3, Decision.DELETE, 4)])
    store.write([Record(SHOW, 5, ViewerNoted("p-anna", "asks nicely"), "p-mod")])
    store.write([Record(SHOW, 6, ViewerMarked("p-anna", Mark.TRUSTED), "p-mod")])
    store.write([Record(SHOW, 7, ViewerTimedOut("p-anna", 9_000, "caps"), "p-mod")])
    with store.database.reading() as connection:
        anna = person(connection, store.sealer, "p-anna")
        assert person(connection, store.sealer, "p-nobody") is None
        assert names(connection, store.sealer, ["p-anna", "", "p-nobody"]) == {"p-anna": "Anna"}
    assert anna == Person(
        "p-anna", "twitch", "Anna", 1000, 3000, 3, 1, 2, 9_000, "caps", "asks nicely", Mark.TRUSTED
    )
    store.erase("p-anna")
    with store.database.reading() as connection:
        gone = person(connection, store.sealer, "p-anna")
    assert gone is not None
    assert (gone.name, gone.note, gone.messages) == ("", "", 3)


def test_the_marked_ones_newest_first_until_the_mark_is_taken_away(store: Store) -> None:
    store.write([received(1), received(2, actor="p-ben"), received(3, actor="p-chris")])
    for actor in ("p-anna", "p-ben", "p-chris"):
        store.write([Record(SHOW, 5, ViewerMarked(actor, Mark.WATCH), "p-mod")])
    store.write([Record(SHOW, 6, ViewerMarked("p-ben", Mark.NONE), "p-mod")])
    with store.database.reading() as connection:
        assert marked(connection) == [
            PersonMark("p-chris", Mark.WATCH),
            PersonMark("p-anna", Mark.WATCH),
        ]


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

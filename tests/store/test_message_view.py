"""Messages as they stand."""

from studio.core.records.chat import Decision, Verdict
from studio.core.records.record import Record
from studio.core.records.rules import Nuked, NukeUndone, RuleUnlearned
from studio.store.message_view import MessageState
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received
from tests.support.stored import page, person


def test_a_message_changes_its_state_by_what_is_decided(store: Store) -> None:
    store.write([received(1), received(2, verdict=Verdict.HOLD), received(3, verdict=Verdict.DROP)])
    store.write([decided(1, Decision.DELETE, 4), decided(2, Decision.RELEASE, 5)])
    assert [one.state for one in page(store)] == [
        MessageState.DELETED,
        MessageState.VISIBLE,
        MessageState.DROPPED,
    ]
    assert person(store.database, "p-anna").deleted == 1
    store.write([decided(1, Decision.RESTORE, 6)])
    assert page(store)[0].state is MessageState.VISIBLE
    assert page(store)[0].decided_by == "p-mod"
    assert person(store.database, "p-anna").deleted == 0


def test_a_nuke_and_what_is_undone_of_it_are_the_same_after_replaying(store: Store) -> None:
    store.write(
        [
            received(1),
            received(2, actor="p-ben", verdict=Verdict.HOLD),
            received(3),
            Record(SHOW, 4000, Nuked("n1", "x", False, 5, ("m1", "m3"), ("m2",), ("p-ben",), 99)),
        ]
    )
    for _ in range(2):
        assert [one.state.value for one in page(store)] == ["deleted"] * 3
        found = {actor: person(store.database, actor) for actor in ("p-anna", "p-ben")}
        assert {actor: row.deleted for actor, row in found.items()} == {"p-anna": 2, "p-ben": 1}
        assert found["p-ben"].blocked_until_wall_ms == 99
        assert found["p-anna"].blocked_until_wall_ms == 0
        store.rebuild()
    store.write(
        [
            Record(SHOW, 5000, NukeUndone("n1", ("m1",), ("m2",)), "p-mod"),
            Record(SHOW, 5000, NukeUndone("n1", authors=("p-ben",)), "p-mod"),
        ]
    )
    for _ in range(2):
        assert [one.state.value for one in page(store)] == ["visible", "held", "deleted"]
        found = {actor: person(store.database, actor) for actor in ("p-anna", "p-ben")}
        assert {actor: row.deleted for actor, row in found.items()} == {"p-anna": 1, "p-ben": 0}
        assert found["p-ben"].blocked_until_wall_ms == 0
        store.rebuild()


def test_a_message_waits_again_when_what_was_learned_is_forgotten(store: Store) -> None:
    store.write(
        [
            received(1, verdict=Verdict.HOLD),
            decided(1, Decision.RELEASE, 2),
            Record(SHOW, 3000, RuleUnlearned("l1", "m1", "Links"), "p-mod"),
        ]
    )
    (kept,) = page(store)
    assert (kept.state.value, kept.decided_by) == ("held", "p-mod")

"""The last decisions of a kind, found by the audit chain."""

from studio.core.records.chat import Decision
from studio.core.records.record import Record
from studio.core.records.rules import RuleLearned, ShieldLowered, ShieldRaised
from studio.core.shield import ShieldProfile
from studio.store import decisions
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received

_KINDS = ("shield_raised", "shield_lowered")


def test_the_newest_comes_first_and_only_what_was_asked_for(store: Store) -> None:
    raised = ShieldRaised(ShieldProfile.STRICT, 60_000)
    learned = RuleLearned("l1", "p-anna", "m1", "Links", ("shop.com",))
    store.write(
        [
            received(1),
            Record(SHOW, 2000, raised, "p-mod"),
            decided(1, Decision.DELETE, 3),
            Record(SHOW, 4000, ShieldLowered(), "p-mod"),
            Record(SHOW, 5000, learned, "p-mod"),
        ]
    )
    with store.database.reading() as connection:
        found = decisions.newest(connection, store.sealer, _KINDS, 10)
        assert [one.payload for one in found] == [ShieldLowered(), raised]
        assert (found[1].actor, found[1].wall_ms, found[1].session_id) == ("p-mod", 2000, SHOW)
        assert len(decisions.newest(connection, store.sealer, _KINDS, 1)) == 1
        (told,) = decisions.newest(connection, store.sealer, ("rule_learned",), 1)
        assert told.payload == learned
    store.erase("p-anna")
    with store.database.reading() as connection:
        (told,) = decisions.newest(connection, store.sealer, ("rule_learned",), 1)
    assert told.payload == RuleLearned("l1", "p-anna", "m1", "Links")

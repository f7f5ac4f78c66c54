"""Messages as they stand."""

from studio.core.records.chat import Decision, Verdict
from studio.store.message_view import MessageState
from studio.store.store import Store
from tests.support.chat_records import decided, received
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

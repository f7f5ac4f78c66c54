"""The last decision of a kind, on both databases."""

from studio.core.records.pins import MessagePinned, MessageUnpinned
from studio.core.records.record import Record
from studio.store.newest import newest
from studio.store.store import Store
from tests.support.chat_records import SHOW, received

PINS = ("message_pinned", "message_unpinned")


def _newest(store: Store, *kinds: str) -> Record | None:
    with store.database.reading() as connection:
        return newest(connection, store.sealer, kinds or PINS)


def test_the_last_one_counts_with_whoever_did_it(store: Store) -> None:
    assert _newest(store) is None
    store.write([received(1), Record(SHOW, 2, MessagePinned("m1", is_on_page=True), "p-mod")])
    store.write([received(2), Record(SHOW, 3, MessagePinned("m2"), "owner"), received(3)])
    found = _newest(store)
    assert found is not None
    assert (found.payload, found.actor) == (MessagePinned("m2"), "owner")
    store.write([Record(SHOW, 4, MessageUnpinned("m2"), "p-mod")])
    found = _newest(store)
    assert found is not None
    assert found.payload == MessageUnpinned("m2")
    assert _newest(store, "picture_parts_changed") is None

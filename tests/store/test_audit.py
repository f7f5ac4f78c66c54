"""The audit chain as it is written."""

from studio.core.records.chat import Decision, ViewerTimedOut
from studio.core.records.record import Record
from studio.core.records.studio import SettingChanged
from studio.store import audit
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received


def test_what_a_person_decided_is_a_link_and_nothing_else(store: Store) -> None:
    store.write([received(1), decided(1, Decision.DELETE, 2)])
    store.write([Record(SHOW, 3, ViewerTimedOut("p-anna", 9), "p-mod"), received(2)])
    store.write([Record(SHOW, 4, SettingChanged("video.bitrate_bps", "1", "2"), "p-host")])
    with store.database.reading() as connection:
        kinds = [link.event.kind for link in audit.links(connection) if link.event is not None]
        number, last = audit.head(connection)
    assert kinds == ["message_decided", "viewer_timed_out", "setting_changed"]
    assert number == 3
    assert last != audit.FIRST_HASH


def test_a_checkpoint_every_fifty_links_and_on_demand(store: Store) -> None:
    store.write([received(1)])
    store.write([decided(1, Decision.DELETE, second) for second in range(120)])
    store.sign_chain(7)
    store.sign_chain(8)
    with store.database.reading() as connection:
        assert [one.number for one in audit.checkpoints(connection)] == [50, 100, 120]


def test_making_the_projections_anew_leaves_the_chain_alone(store: Store) -> None:
    store.write([received(1), decided(1, Decision.DELETE, 2)])
    with store.database.reading() as connection:
        before = audit.head(connection)
    store.rebuild()
    with store.database.reading() as connection:
        assert audit.head(connection) == before

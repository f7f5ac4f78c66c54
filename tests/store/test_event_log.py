"""The log: in order, append-only."""

import pytest
from sqlalchemy import text

from studio.core.errors import StudioError
from studio.core.records.payload import Unknown
from studio.core.records.record import Record
from studio.core.records.studio import ShowReached
from studio.core.status import ShowState
from studio.store import event_log
from studio.store.store import Store
from tests.support.chat_records import SHOW, received


def test_what_was_written_is_read_again_in_its_order(store: Store) -> None:
    records = [received(1), Record(SHOW, 1500, ShowReached(ShowState.LIVE)), received(2, "嗨")]
    ids = store.write(records)
    assert ids == sorted(ids)
    with store.database.reading() as connection:
        stored = [one for part in event_log.read(connection, store.sealer) for one in part]
    assert [one.record() for one in stored] == [
        Record(r.session_id, r.wall_ms, r.payload, r.actor, r.media_ns, new)
        for r, new in zip(records, ids, strict=True)
    ]


def test_the_log_is_append_only(store: Store) -> None:
    store.write([received(1)])
    for statement in ("UPDATE event SET actor = 'x'", "DELETE FROM event"):
        with (
            pytest.raises(StudioError, match="append-only"),
            store.database.transaction() as connection,
        ):
            connection.execute(text(statement))


def test_one_show_is_read_and_from_where_one_likes(store: Store) -> None:
    ids = store.write([received(1), received(2, session_id="show-2"), received(3), received(4)])
    with store.database.reading() as connection:
        pages = list(event_log.read(connection, store.sealer, ids[0], SHOW))
    assert [[one.id for one in part] for part in pages] == [[ids[2], ids[3]]]


def test_what_a_newer_studio_wrote_is_passed_over(store: Store) -> None:
    with store.database.transaction() as connection:
        connection.execute(
            text(
                "INSERT INTO event (session_id, wall_ms, media_ns, actor, kind, version, payload,"
                " sealed) VALUES ('s', 1, -1, '', 'from_tomorrow', 9, :payload, :sealed)"
            ),
            {"payload": b"{}", "sealed": b""},
        )
        kinds = [one.payload for part in event_log.read(connection, store.sealer) for one in part]
    assert kinds == [Unknown(stored_kind="from_tomorrow")]
    assert store.rebuild() == 1

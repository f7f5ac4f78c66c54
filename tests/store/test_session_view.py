"""Shows."""

from sqlalchemy import select

from studio.store.store import Store
from studio.store.tables import SessionRow
from tests.support.chat_records import SHOW, received
from tests.support.stored import page


def test_shows_are_told_apart(store: Store) -> None:
    store.write([received(1), received(2, session_id="show-2"), received(3)])
    with store.database.reading() as connection:
        rows = connection.execute(select(SessionRow.__table__)).all()
    kept = {row.session_id: (row.first_wall_ms, row.last_wall_ms, row.messages) for row in rows}
    assert kept == {SHOW: (1000, 3000, 2), "show-2": (2000, 2000, 1)}
    assert [one.message.id for one in page(store, "show-2")] == ["m2"]

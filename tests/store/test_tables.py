"""What lies in the tables, and what must not."""

from sqlalchemy import text

from studio.store.store import Store
from tests.support.chat_records import received


def test_no_word_of_anybody_lies_open_in_the_database(store: Store) -> None:
    store.write([received(1, "meet me at 5 Rose Lane", name="Anna Secret")])
    tables = ("event", "message", "person", "message_search")
    with store.database.reading() as connection:
        lying = "".join(
            str(row)
            for table in tables
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        )
    assert "Rose" not in lying
    assert "Secret" not in lying
    assert "id-of" not in lying

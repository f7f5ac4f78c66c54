"""The index by itself."""

from studio.store import search_index
from studio.store.database import Database


def test_all_tokens_must_be_there_and_the_newest_come_first(database: Database) -> None:
    with database.transaction() as connection:
        search_index.put(connection, [(1, "aa bb"), (2, "bb cc"), (3, "aa bb cc"), (4, "")])
        newest = search_index.NEWEST
        assert search_index.find(connection, ["bb"], newest, 10) == [3, 2, 1]
        assert search_index.find(connection, ["aa", "cc"], newest, 10) == [3]
        assert search_index.find(connection, ["bb"], 3, 1) == [2]
        assert search_index.find(connection, ["zz"], newest, 10) == []
        assert search_index.find(connection, [], newest, 10) == []
        search_index.take(connection, [3])
        assert search_index.find(connection, ["bb"], newest, 10) == [2, 1]
        search_index.clear(connection)
        assert search_index.find(connection, ["bb"], newest, 10) == []

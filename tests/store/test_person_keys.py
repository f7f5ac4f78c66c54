"""Keys of persons as rows."""

from studio.store import person_keys
from studio.store.database import Database


def test_a_key_is_kept_prolonged_and_dropped(database: Database) -> None:
    with database.transaction() as connection:
        assert person_keys.key_of(connection, "p-a") is None
        person_keys.keep_key(connection, "p-a", b"wrapped", 100)
        assert person_keys.key_of(connection, "p-a") == b"wrapped"
        assert person_keys.expired(connection, 99) == []
        assert person_keys.expired(connection, 100) == ["p-a"]
        person_keys.extend_key(connection, "p-a", 200)
        assert person_keys.expired(connection, 100) == []
        assert person_keys.drop_key(connection, "p-a")
        assert not person_keys.drop_key(connection, "p-a")

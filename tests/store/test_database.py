"""Opening: every bad place is one sentence, and nothing of it is changed."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.store.database import Database


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/db", "sqlite"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(BadInputError):
        Database(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "hawker.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(UnavailableError, match="the file is not a database"):
        Database.in_folder(tmp_path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_server_that_is_not_there_and_no_password_in_the_words() -> None:
    with pytest.raises(UnavailableError, match="is not reached") as told:
        Database("postgresql://me:secret@127.0.0.1:9/x")
    assert "secret" not in str(told.value)


def test_a_database_of_a_newer_studio_is_left_alone(tmp_path: Path) -> None:
    Database.in_folder(tmp_path).close()
    with sqlite3.connect(tmp_path / "hawker.sqlite3") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StudioError, match="newer version of the studio"):
        Database.in_folder(tmp_path)


def test_a_locked_database_is_said(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    other = sqlite3.connect(tmp_path / "hawker.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with (
            pytest.raises(UnavailableError, match="locked by another program"),
            database.transaction() as connection,
        ):
            connection.execute(text("DELETE FROM session"))
    finally:
        other.close()
        database.close()


def test_opening_twice_keeps_what_is_there(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(
            text(
                "INSERT INTO session (session_id, first_wall_ms, last_wall_ms, events, messages)"
                " VALUES ('s', 1, 2, 3, 4)"
            )
        )
    again = Database(database.url.render_as_string(hide_password=False))
    with again.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM session")).scalar_one() == 1
    again.close()


def test_half_a_transaction_is_none(database: Database) -> None:
    insert = text(
        "INSERT INTO session (session_id, first_wall_ms, last_wall_ms, events, messages)"
        " VALUES ('s', 1, 2, 3, 4)"
    )

    def twice() -> None:
        with database.transaction() as connection:
            connection.execute(insert)
            connection.execute(insert)

    with pytest.raises(BadInputError, match="refuses it"):
        twice()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM session")).scalar_one() == 0

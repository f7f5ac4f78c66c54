"""Persons of a database of before are taken along, unmarked and without a note."""

from pathlib import Path

from studio.core.teamwork import Mark
from studio.privacy.vault import Vault
from studio.store import people
from studio.store.database import Database
from tests.support.old_database import leave_at


def test_somebody_who_was_known_is_still_known(tmp_path: Path) -> None:
    leave_at(
        tmp_path,
        "0003",
        "INSERT INTO person VALUES ('p-anna', 'twitch', 1, 2, 3, 0, -1, 'spam', x'')",
    )
    database = Database.in_folder(tmp_path)
    with database.reading() as connection:
        anna = people.person(connection, Vault(bytes(32)), "p-anna")
        assert people.marked(connection) == []
    database.close()
    assert anna is not None
    assert (anna.messages, anna.held, anna.mark, anna.note) == (3, 0, Mark.NONE, "")
    assert anna.blocked_until_wall_ms == -1

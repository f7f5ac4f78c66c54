"""Keys: one a person, wrapped; the studio's own in a file that is never made anew by mistake."""

import stat
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.privacy.vault import MASTER_KEY_FILE, Vault, master_key
from studio.store import person_keys
from studio.store.database import Database


def test_the_studios_key_is_made_once_and_seen_by_its_owner_only(tmp_path: Path) -> None:
    key = master_key(tmp_path)
    assert master_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / MASTER_KEY_FILE).stat().st_mode) == 0o600
    (tmp_path / MASTER_KEY_FILE).write_bytes(key[:-1])
    with pytest.raises(StudioError, match="damaged"):
        master_key(tmp_path)


def test_pseudonyms_are_the_same_each_time_and_differ(tmp_path: Path) -> None:
    vault, other = Vault(b"a" * 32), Vault(b"b" * 32)
    assert vault.pseudonym("twitch", "42") == vault.pseudonym("twitch", "42")
    made = {
        vault.pseudonym("twitch", "42"),
        vault.pseudonym("youtube", "42"),
        vault.pseudonym("twitch", "43"),
        other.pseudonym("twitch", "42"),
    }
    assert len(made) == 4


def test_what_is_sealed_for_one_never_opens_as_anothers(tmp_path: Path) -> None:
    database, vault = Database.in_folder(tmp_path), Vault(b"a" * 32)
    with database.transaction() as connection:
        sealed = vault.seal(connection, "p-a", b"words", 0)
        wrapped = person_keys.key_of(connection, "p-a")
        assert wrapped is not None
        person_keys.keep_key(connection, "p-b", wrapped, 1)
        with pytest.raises(StudioError, match="cannot be opened"):
            vault.unseal(connection, "p-b", sealed)
        with pytest.raises(StudioError, match="cannot be opened"):
            vault.unseal(connection, "p-a", sealed[:-1] + bytes([sealed[-1] ^ 1]))
        assert vault.unseal(connection, "p-a", sealed) == b"words"
        assert vault.seal(connection, "p-a", b"words", 0) != sealed
    database.close()

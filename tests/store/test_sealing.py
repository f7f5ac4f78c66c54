"""The vault is what the store asks for."""

from studio.privacy.vault import Vault
from studio.store.database import Database
from studio.store.sealing import Sealer


def test_the_vault_seals_for_the_store(database: Database, vault: Vault) -> None:
    sealer: Sealer = vault
    with database.transaction() as connection:
        sealed = sealer.seal(connection, "p-a", b"words", 0)
        assert b"words" not in sealed
        assert sealer.unseal(connection, "p-a", sealed) == b"words"
    assert sealer.blind("word") == sealer.blind("word") != sealer.blind("words")

"""Every store test runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from studio.privacy.vault import Vault
from studio.store.database import Database
from studio.store.store import Store
from tests.support.postgresql import running_postgresql
from tests.support.stored import SIGNER


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = Database.in_folder(tmp_path)
    else:
        opened = Database(request.getfixturevalue("postgresql_url"))
    try:
        yield opened
        if not opened.is_sqlite:
            with opened.transaction() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
    finally:
        opened.close()


@pytest.fixture
def vault() -> Vault:
    return Vault(bytes(range(32)))


@pytest.fixture
def store(database: Database, vault: Vault) -> Store:
    return Store(database, vault, SIGNER)

"""After the migrations the tables are what the code says they are."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from studio.store.database import Database
from studio.store.tables import Base


def test_tables_and_migrations_agree(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: _is_ours(name, kind)}
        )
        assert compare_metadata(context, Base.metadata) == []


def _is_ours(name: str | None, kind: str) -> bool:
    return kind != "table" or name in Base.metadata.tables

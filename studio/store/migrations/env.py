"""Alembic's entry: migrates the database whose connection it is handed."""

from alembic import context
from sqlalchemy import Connection

from studio.store.tables import Base


def migrate() -> None:
    """Run the wanted migrations in one transaction."""
    connection = context.config.attributes["connection"]
    if not isinstance(connection, Connection):
        raise TypeError("the migration needs a connection")
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


migrate()

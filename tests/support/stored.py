"""Questions to a store, short to ask in tests."""

from typing import Any

from sqlalchemy import select

from studio.privacy.audit_key import AuditKey
from studio.store import messages
from studio.store.database import Database
from studio.store.store import Store
from studio.store.tables import PersonRow
from tests.support.chat_records import SHOW

SIGNER = AuditKey(bytes(range(32)))


def person(database: Database, actor: str) -> Any:
    """Their row."""
    with database.reading() as connection:
        return connection.execute(select(PersonRow.__table__).where(PersonRow.actor == actor)).one()


def page(store: Store, session_id: str = SHOW) -> list[messages.KeptMessage]:
    """The last messages."""
    with store.database.reading() as connection:
        return messages.page(connection, store.sealer, session_id)


def found(store: Store, words: str) -> list[str]:
    """What is found by these words."""
    with store.database.reading() as connection:
        kept = messages.search(connection, store.sealer, words)
    return [one.message.text for one in kept]

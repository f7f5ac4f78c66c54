"""Opening the store for the chat; imported late and on a thread, because SQL takes its time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.chat.archive import Archive
from studio.privacy.audit_key import AuditKey
from studio.privacy.vault import Vault, master_key
from studio.store.database import Database
from studio.store.store import Store
from studio.store.writer import LogWriter


@dataclass(frozen=True, slots=True)
class ChatStore:
    """The store with its one writer and its one reader."""

    store: Store
    vault: Vault
    archive: Archive

    def writer(self, on_trouble: Callable[[str], None]) -> LogWriter:
        """A writer for it, begun; on the hub's loop."""
        made = LogWriter(self.store, on_trouble)
        made.start()
        return made

    async def upkeep(self, writer: LogWriter, now_wall_ms: int) -> int:
        """Erase those whose time is over and sign the chain; how many were erased."""
        erased = await writer.work(lambda: self.store.erase_expired(now_wall_ms))
        await self.sign(writer, now_wall_ms)
        return erased

    async def sign(self, writer: LogWriter, now_wall_ms: int) -> None:
        """Sign the audit chain as it ends now."""
        await writer.work(lambda: self.store.sign_chain(now_wall_ms))

    async def close(self) -> None:
        """Let the database go."""
        await asyncio.to_thread(self.archive.close)
        await asyncio.to_thread(self.store.database.close)


def open_chat_store(data_dir: Path, url: str = "") -> ChatStore:
    """Blocks; ``url`` empty: the file in the data folder. Raises StudioError."""
    vault = Vault(master_key(data_dir))
    signer = AuditKey.in_folder(data_dir)
    database = Database(url) if url else Database.in_folder(data_dir)
    store = Store(database, vault, signer)
    return ChatStore(store, vault, Archive(store))

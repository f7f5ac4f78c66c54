"""The room put together: store, writer, what was before, rules; and let go again."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from studio.chat.acting import Acting
from studio.chat.joined import Joined
from studio.chat.moderating import Moderating
from studio.chat.person_notes import PersonNotes
from studio.chat.room import Room
from studio.chat.shield import last_known
from studio.chat.team_names import TeamNames
from studio.core.chat_settings import ChatSettings
from studio.core.clock import Clock
from studio.core.errors import StudioError, UnavailableError
from studio.core.files import write_atomically
from studio.core.messages.chat_requests import MOST_IN_PAGE
from studio.core.messages.events import Event
from studio.store.writer import LogWriter

if TYPE_CHECKING:
    from studio.processes.chat_store import ChatStore

_log = logging.getLogger("studio.processes.chat_opening")

SETTINGS_FILE = "chat.json"
_SHIELD_KINDS = ("shield_raised", "shield_lowered")


@dataclass(frozen=True, slots=True)
class OpenChat:
    """Everything of an open room."""

    store: "ChatStore"
    writer: LogWriter
    room: Room
    joined: Joined
    acting: Acting
    moderating: Moderating
    notes: PersonNotes

    async def close(self, now_wall_ms: int) -> None:
        """Leave the platforms, keep what waits, sign the chain, let the database go."""
        await self.joined.close()
        self.room.news.flush()
        try:
            await self.store.sign(self.writer, now_wall_ms)
        except UnavailableError as error:
            _log.warning("chain not signed", extra={"error": str(error)})
        lost = await self.writer.close()
        if lost:
            _log.error("records lost", extra={"count": lost})
        await self.store.close()


class Opening:
    """Opens the room; the slow parts run on a thread. ``url`` empty: a file in the folder."""

    def __init__(self, data_dir: Path, url: str, clock: Clock, names: TeamNames) -> None:
        self._data_dir = data_dir
        self._url = url
        self._clock = clock
        self._names = names
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="chat-open")

    def close(self) -> None:
        """Let the thread go."""
        self._executor.shutdown(wait=True)

    async def open(
        self, tell: Callable[[Event], None], on_trouble: Callable[[str], None]
    ) -> OpenChat:
        """Raises StudioError when the store cannot be opened now."""
        loop = asyncio.get_running_loop()
        store = await loop.run_in_executor(self._executor, _opened, self._data_dir, self._url)
        try:
            blocked = await store.archive.blocked(self._clock.wall_ms())
            latest = await store.archive.latest(most=MOST_IN_PAGE)
            shields = await store.archive.lookback.decided(_SHIELD_KINDS, 1)
        except StudioError:
            await store.close()
            raise
        settings = await loop.run_in_executor(self._executor, settings_of, self._data_dir)
        writer = store.writer(on_trouble)
        names = self._names
        room = Room(
            writer.append, store.vault.pseudonym, store.archive, self._clock, tell, names.of
        )
        room.settings = settings
        room.shield.state = last_known(shields)
        for standing in blocked:
            room.blocks.put(standing)
        for kept in names.signed(latest):
            room.shown.put(kept)
        joined = Joined(room, tell, writer.append, self._clock)
        acting = Acting(room.append, self._clock, tell)
        moderating = Moderating(room, joined, store.archive, acting, self._clock)
        notes = PersonNotes(room, store.archive, acting, tell)
        return OpenChat(store, writer, room, joined, acting, moderating, notes)


def settings_of(data_dir: Path) -> ChatSettings:
    """As they were kept; the first ones when there are none or they cannot be read."""
    try:
        return msgspec.json.decode((data_dir / SETTINGS_FILE).read_bytes(), type=ChatSettings)
    except FileNotFoundError:
        return ChatSettings()
    except (OSError, msgspec.DecodeError) as error:
        _log.warning("rules not read", extra={"error": str(error)})
        return ChatSettings()


def keep_settings(data_dir: Path, settings: ChatSettings) -> None:
    """For the next time. Raises UnavailableError when the disk refuses."""
    try:
        write_atomically(data_dir / SETTINGS_FILE, msgspec.json.encode(settings))
    except OSError as error:
        raise UnavailableError(
            f"the rules hold now, but were not kept: {error.strerror}", SETTINGS_FILE
        ) from error


def _opened(data_dir: Path, url: str) -> "ChatStore":
    # Here and not above: the hub listens before the libraries of the database are loaded.
    from studio.processes.chat_store import open_chat_store

    try:
        return open_chat_store(data_dir, url)
    except OSError as error:  # the studio's keys are files beside the database
        said = error.strerror or type(error).__name__
        raise UnavailableError(f"the data folder takes nothing: {said}", str(data_dir)) from error

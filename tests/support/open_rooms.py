"""An open room with a real store and a clock that a test turns, and the desk that keeps it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from studio.chat.team_names import TeamNames
from studio.core.clock import NS_PER_S
from studio.core.messages import requests as ask
from studio.core.messages.events import Event
from studio.core.messages.results import Result
from studio.core.records.payload import Payload
from studio.core.room import RoomMessage
from studio.core.team import Role, Who
from studio.processes.chat_opening import OpenChat, Opening
from studio.processes.rules_desk import RulesDesk
from tests.fakes.virtual_clock import VirtualClock

MOD = Who("device-1", "Mia", Role.MODERATOR)


class OpenRoom:
    """The room, its desk, and what was told."""

    def __init__(self, data_dir: Path, chat: OpenChat, clock: VirtualClock) -> None:
        self.chat = chat
        self.clock = clock
        self.told: list[Event] = []
        self.desk = RulesDesk(data_dir, lambda: chat, clock, self.told.append)

    async def ask(self, request: ask.Request) -> Result:
        """As a moderator."""
        return await self.desk.answer(request, MOD)  # type: ignore[arg-type]

    async def post(self, text: str, who: str = "anna", later_s: int = 5) -> RoomMessage:
        """On the page, some seconds later."""
        self.clock.advance(later_s * NS_PER_S)
        return await self.chat.room.post(who, who.title(), text)

    async def now(self, message_id: str) -> RoomMessage:
        """As the store knows it."""
        kept = await self.chat.store.archive.one(message_id)
        assert kept is not None
        return kept

    async def acts(self, *kinds: str) -> list[Payload]:
        """What the log says of these, newest first."""
        return [one.payload for one in await self.chat.store.archive.lookback.decided(kinds, 100)]


@asynccontextmanager
async def open_room(data_dir: Path, clock: VirtualClock | None = None) -> AsyncIterator[OpenRoom]:
    """As a hub opens it, and lets it go again."""
    clock = clock or VirtualClock()
    opening = Opening(data_dir, "", clock, TeamNames())
    chat = await opening.open(lambda _event: None, lambda _trouble: None)
    stand = OpenRoom(data_dir, chat, clock)
    try:
        yield stand
    finally:
        await stand.desk.close()
        await chat.close(clock.wall_ms())
        opening.close()

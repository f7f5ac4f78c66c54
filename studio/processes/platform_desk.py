"""Platforms at the hub: the settings' ones joined to the room, and what windows ask about them."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from studio.chat.connectors.unit_budget import UnitBudget, read_table
from studio.chat.joining import Addresses, Joining
from studio.chat.platforms import Platforms
from studio.chat.spent_file import SpentFile
from studio.core.clock import SystemClock
from studio.core.messages import requests as ask
from studio.core.messages.events import Event
from studio.core.messages.results import Done, PlatformsNow, Result
from studio.core.platforms import AnyPlatform
from studio.core.secret_file import SecretFile
from studio.core.store_address import STORE_PASSWORD
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.processes.chat_opening import OpenChat

_log = logging.getLogger("studio.processes.platform_desk")

PLATFORM_REQUESTS = ask.AnyPlatformRequest
_SAVE_S = 10.0


class PlatformDesk:
    """On the hub's loop; a fellow of the chat's desk."""

    def __init__(
        self,
        data_dir: Path,
        secrets: SecretFile,
        tell: Callable[[Event], None],
        addresses: Addresses | None = None,
    ) -> None:
        table, clock = read_table(), SystemClock()
        self._secrets = secrets
        self._spent = SpentFile(data_dir)
        budget = UnitBudget(table, clock, self._spent.spent, self._spent.note)
        joining = Joining(secrets, budget, clock, addresses or Addresses())
        self._platforms = Platforms(joining, table.day, tell)
        self._tasks = TaskGroupKeeper("platform-desk")

    async def open(self, chat: OpenChat) -> None:
        """The room is open: join."""
        self._platforms.attach(chat.joined)
        self._tasks.start(self._save(), "save")

    def follow(self, platforms: tuple[AnyPlatform, ...]) -> None:
        """What the settings say, from the start on and whenever they change."""
        self._platforms.follow(platforms)

    def hear(self, event: Event) -> None:
        """What happens in the room is no affair of ours."""

    async def answer(self, request: ask.AnyPlatformRequest, who: Who) -> Result:
        """Raises NotFoundError for a platform that is not in the settings."""
        del who
        match request:
            case ask.GetPlatforms():
                return PlatformsNow(self._platforms.now())
            case ask.StartPlatformLogin():
                self._platforms.sign_in(request.platform_id)
            case ask.CancelPlatformLogin():
                await self._platforms.cancel(request.platform_id, is_out=request.is_out)
            case ask.SetPlatformSecret():
                await self._platforms.keep_secret(request.platform_id, request.name, request.secret)
            case ask.RetryPlatform():
                await self._platforms.retry(request.platform_id)
            case ask.SetStorePassword():
                await asyncio.to_thread(self._secrets.set, STORE_PASSWORD, request.secret)
        return Done()

    async def close(self) -> None:
        """End sign-ins and keep the count of units."""
        await self._tasks.close()
        await self._platforms.close()
        await asyncio.to_thread(self._spent.save)

    async def _save(self) -> None:
        while True:
            await asyncio.sleep(_SAVE_S)
            await asyncio.to_thread(self._spent.save)

"""One platform's way into the room: messages side by side, and yet in their order."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

from studio.chat.connectors.connector import Connector
from studio.chat.echoes import Echoes
from studio.chat.incoming import fitting
from studio.chat.notices import Notices
from studio.chat.room import Room
from studio.core.chat import MessageState
from studio.core.connectors import (
    AnyHeard,
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import StudioError, UnavailableError
from studio.core.records.chat import Decision
from studio.core.records.record import STUDIO
from studio.core.room import RoomMessage
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.chat.inflow")

_AGAIN_S = 0.5
_STANDING = (MessageState.VISIBLE, MessageState.HELD)
Taking = asyncio.Task[RoomMessage | None]


class Inflow:
    """``free``: how many may be under way, of all platforms. ``remember(actor, user_id)``.

    Whatever takes messages away waits for those that came before it, and leaves alone those
    that came after it.
    """

    def __init__(
        self,
        connector: Connector,
        room: Room,
        notices: Notices,
        free: asyncio.Semaphore,
        echoes: Echoes,
        remember: Callable[[str, str], None],
    ) -> None:
        self._connector = connector
        self._room = room
        self._notices = notices
        self._free = free
        self._remember = remember
        self._echoes = echoes
        self._coming: dict[str, tuple[str, Taking]] = {}
        self._tasks = TaskGroupKeeper(f"inflow.{connector.status.connector_id}")

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            heard = await self._connector.heard()
            await self._free.acquire()
            try:
                task = await self._begun(heard)
            except BaseException:
                self._settle()
                raise
            if task is None:
                self._settle()
            else:
                task.add_done_callback(self._settle)

    async def close(self) -> None:
        """Give up what is under way."""
        await self._tasks.close()

    def _settle(self, _task: object = None) -> None:
        self._free.release()
        self._connector.taken()

    async def _begun(self, heard: AnyHeard) -> asyncio.Task[Any] | None:
        """A task that brings it into the room; None when that is done."""
        platform, channel = self._connector.platform, self._connector.status.channel
        if isinstance(heard, MessageHeard):
            return await self._taken(heard)
        if isinstance(heard, MessageGone | PersonCleared | RoomCleared):
            return self._tasks.start(self._take_away(heard, self._before(heard)), "take away")
        if isinstance(heard, NoticeHeard):
            actor = self._room.actor_of(platform, heard.user_id) if heard.user_id else STUDIO
            await self._notices.add(heard, platform, channel, actor)
        return None

    async def _taken(self, heard: MessageHeard) -> Taking | None:
        message = fitting(heard)
        if message is None or self._echoes.is_one(message):
            return None
        is_first = await self._is_first(message)
        taking = self._tasks.start(self._take(message, is_first), "take")
        self._coming[message.platform_id] = (message.user_id, taking)
        taking.add_done_callback(lambda task: self._arrived(message.platform_id, task))
        return taking

    async def _is_first(self, heard: MessageHeard) -> bool:
        """Asked one after another, so that nobody overtakes; while the store is away it waits."""
        actor = self._room.actor_of(self._connector.platform, heard.user_id)
        self._remember(actor, heard.user_id)
        while True:
            try:
                return await self._room.is_first_ever(actor)
            except UnavailableError:
                await asyncio.sleep(_AGAIN_S)

    async def _take(self, heard: MessageHeard, is_first: bool) -> RoomMessage | None:
        platform, channel = self._connector.platform, self._connector.status.channel
        try:
            return await self._room.hear(heard, platform, channel, is_first=is_first)
        except StudioError as error:
            _log.warning("message not kept", extra={"error": str(error)})
            return None

    def _arrived(self, platform_id: str, task: Taking) -> None:
        coming = self._coming.get(platform_id)
        if coming is not None and coming[1] is task:
            del self._coming[platform_id]

    def _before(self, heard: AnyHeard) -> list[Taking]:
        """Messages that it is about and that are still under way."""
        if isinstance(heard, MessageGone):
            coming = self._coming.get(heard.platform_id)
            return [coming[1]] if coming is not None else []
        user_id = heard.user_id if isinstance(heard, PersonCleared) else ""
        return [task for author, task in self._coming.values() if user_id in ("", author)]

    async def _take_away(self, heard: AnyHeard, coming: list[Taking]) -> None:
        ids = [one.message.id for one in self._shown(heard)]
        if coming:
            await asyncio.wait(coming)
        kept = [task.result() for task in coming if _is_well(task)]
        ids += [one.message.id for one in kept if one is not None and one.state in _STANDING]
        await asyncio.gather(*(self._delete(one) for one in ids))

    def _shown(self, heard: AnyHeard) -> Iterable[RoomMessage]:
        shown = self._room.shown
        platform, channel = self._connector.platform, self._connector.status.channel
        if isinstance(heard, MessageGone):
            found = shown.on_platform(platform, channel, heard.platform_id)
            return [found] if found is not None and found.state in _STANDING else []
        if isinstance(heard, PersonCleared):
            actor = self._room.actor_of(platform, heard.user_id)
            return shown.standing(platform, channel, actor)
        return shown.standing(platform, channel)

    async def _delete(self, message_id: str) -> None:
        try:
            await self._room.decide(message_id, Decision.DELETE, STUDIO)
        except StudioError as error:
            _log.warning("message not taken away", extra={"error": str(error)})


def _is_well(task: Taking) -> bool:
    return not task.cancelled() and task.exception() is None

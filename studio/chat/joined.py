"""The platforms that are joined: what they hear goes into the room, what is decided goes there."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable

from studio.chat.connectors.connector import Connector
from studio.chat.room import Room
from studio.core.connectors import (
    AnyHeard,
    Capability,
    ConnectorStatus,
    MessageGone,
    MessageHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import StudioError, UnavailableError
from studio.core.messages.events import ConnectorStatusChanged, Event
from studio.core.records.chat import Decision
from studio.core.records.record import STUDIO
from studio.core.room import RoomMessage
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.chat.joined")

_LOOK_S = 1.0
_MOST_AT_ONCE = 2_000
_MOST_PERSONS = 20_000


class Joined:
    """On the hub's loop. While 2,000 messages wait for the disk, no more are taken from anyone."""

    def __init__(self, room: Room, tell: Callable[[Event], None]) -> None:
        self._room = room
        self._tell = tell
        self._connectors: list[Connector] = []
        self._persons: OrderedDict[str, tuple[Connector, str]] = OrderedDict()
        self._free = asyncio.Semaphore(_MOST_AT_ONCE)
        self._tasks = TaskGroupKeeper("joined")

    def hear_status(self, status: ConnectorStatus) -> None:
        """For a connector to call."""
        self._tell(ConnectorStatusChanged(status))

    def join(self, connector: Connector) -> None:
        """Hear it from now on."""
        self._connectors.append(connector)
        self._tasks.start(connector.run(), f"run-{connector.status.connector_id}")
        self._tasks.start(self._pump(connector), f"pump-{connector.status.connector_id}")
        if len(self._connectors) == 1:
            self._tasks.start(self._look(), "look")

    def statuses(self) -> tuple[ConnectorStatus, ...]:
        """Each as it is now."""
        return tuple(connector.status for connector in self._connectors)

    async def close(self) -> None:
        """Leave every platform."""
        await self._tasks.close()

    async def say(self, text: str) -> None:
        """On every platform that takes it; raises the last UnavailableError there was."""
        failed: StudioError | None = None
        for connector in self._connectors:
            if Capability.SEND in connector.capabilities:
                try:
                    await connector.send(text)
                except StudioError as error:
                    failed = error
        if failed is not None:
            raise failed

    async def decided(self, kept: RoomMessage, decision: Decision) -> None:
        """Delete there what was deleted here. Raises UnavailableError when it is not done."""
        message = kept.message
        for connector in self._connectors:
            is_its = (connector.platform, connector.status.channel) == (
                message.platform,
                message.channel,
            )
            can = Capability.DELETE in connector.capabilities
            if is_its and can and decision is Decision.DELETE:
                await connector.delete(message.platform_id)

    async def timed_out(self, actor: str, seconds: int, reason: str) -> None:
        """Silence there who is silenced here; a platform that cannot lets them write, unseen."""
        connector, user_id = self._persons.get(actor, (None, ""))
        if connector is None:
            return
        if seconds and Capability.TIME_OUT in connector.capabilities:
            await connector.time_out(user_id, seconds, reason)
        elif not seconds and Capability.BAN in connector.capabilities:
            await connector.ban(user_id, reason)

    async def readmitted(self, actor: str) -> None:
        """Let them in there too."""
        connector, user_id = self._persons.get(actor, (None, ""))
        if connector is not None and Capability.READMIT in connector.capabilities:
            await connector.readmit(user_id)

    async def _pump(self, connector: Connector) -> None:
        while True:
            heard = await connector.heard()
            await self._free.acquire()
            self._tasks.start(self._take(connector, heard), "take")

    async def _take(self, connector: Connector, heard: AnyHeard) -> None:
        try:
            await self._follow(connector, heard)
        except UnavailableError as error:
            _log.warning("not kept", extra={"error": str(error)})
        finally:
            self._free.release()

    async def _follow(self, connector: Connector, heard: AnyHeard) -> None:
        room, platform, channel = self._room, connector.platform, connector.status.channel
        if isinstance(heard, MessageHeard):
            self._remember(room.actor_of(platform, heard.user_id), connector, heard.user_id)
            await room.hear(heard, platform, channel)
        elif isinstance(heard, MessageGone):
            gone = room.shown.on_platform(platform, channel, heard.platform_id)
            if gone is not None:
                await room.decide(gone.message.id, Decision.DELETE, STUDIO)
        elif isinstance(heard, PersonCleared):
            actor = room.actor_of(platform, heard.user_id)
            await self._delete_all(room.shown.visible(actor=actor))
        elif isinstance(heard, RoomCleared):
            await self._delete_all(room.shown.visible(platform=platform))

    async def _delete_all(self, messages: list[RoomMessage]) -> None:
        ids = [one.message.id for one in messages]
        await asyncio.gather(*(self._room.decide(one, Decision.DELETE, STUDIO) for one in ids))

    def _remember(self, actor: str, connector: Connector, user_id: str) -> None:
        self._persons[actor] = (connector, user_id)
        self._persons.move_to_end(actor)
        while len(self._persons) > _MOST_PERSONS:
            self._persons.popitem(last=False)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            for connector in self._connectors:
                connector.look()

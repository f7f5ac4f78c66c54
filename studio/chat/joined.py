"""The platforms that are joined: what they hear goes into the room, what is decided goes there."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from studio.chat.connectors.connector import Connector
from studio.chat.echoes import Echoes
from studio.chat.inflow import Inflow
from studio.chat.notices import Notices
from studio.chat.room import Room
from studio.core.clock import Clock
from studio.core.connectors import Capability, ConnectorStatus
from studio.core.messages.events import ConnectorStatusChanged, Event
from studio.core.records.chat import Decision
from studio.core.records.notices import NoticeReceived
from studio.core.records.record import Record
from studio.core.room import RoomMessage
from studio.core.tasks import TaskGroupKeeper

_LOOK_S = 1.0
_MOST_AT_ONCE = 2_000
_MOST_PERSONS = 20_000
_DRAIN_S = 2.0


@dataclass(eq=False, slots=True)
class _Member:
    """A platform, its way into the room, and what windows know of it."""

    connector: Connector
    inflow: Inflow
    echoes: Echoes
    told: ConnectorStatus
    tasks: TaskGroupKeeper
    running: list[asyncio.Task[None]] = field(default_factory=list)


class Joined:
    """On the hub's loop. While 2,000 messages wait for the disk, no more are taken from anyone.

    ``keep`` is the log's, for what is no message.
    """

    def __init__(
        self,
        room: Room,
        tell: Callable[[Event], None],
        keep: Callable[[Record], Awaitable[int]],
        clock: Clock,
    ) -> None:
        self._room = room
        self._tell = tell
        self._keep = keep
        self._clock = clock
        self._members: dict[str, _Member] = {}
        self._absent: dict[str, ConnectorStatus] = {}
        self._persons: OrderedDict[str, tuple[Connector, str]] = OrderedDict()
        self._free = asyncio.Semaphore(_MOST_AT_ONCE)
        self._notices = Notices(self._note, clock, tell)
        self._tasks = TaskGroupKeeper("joined")

    def hear_status(self, status: ConnectorStatus) -> None:
        """For a connector to call."""
        member = self._members.get(status.connector_id)
        if member is not None:
            member.told = status
        self._tell(ConnectorStatusChanged(status))

    def join(self, connector: Connector) -> None:
        """Hear it from now on."""
        connector_id = connector.status.connector_id

        def remember(actor: str, user_id: str) -> None:
            self._remember(actor, connector, user_id)

        echoes = Echoes(self._clock)
        inflow = Inflow(connector, self._room, self._notices, self._free, echoes, remember)
        tasks = TaskGroupKeeper(f"joined.{connector_id}")
        member = _Member(connector, inflow, echoes, connector.status, tasks)
        if not self._members:
            self._tasks.start(self._look(), "look")
        self._members[connector_id] = member
        member.running = [tasks.start(inflow.run(), "pump"), tasks.start(connector.run(), "run")]

    def say_absent(self, status: ConnectorStatus) -> None:
        """One that cannot be joined, and why."""
        self._absent[status.connector_id] = status
        self._tell(ConnectorStatusChanged(status))

    async def leave(self, connector_id: str) -> None:
        """Hear it no more; what came before is still brought into the room."""
        member = self._members.pop(connector_id, None)
        left = self._absent.pop(connector_id, None)
        if member is not None:
            await self._end(member)
            left = member.told
            for actor in [one for one, (of, _) in self._persons.items() if of is member.connector]:
                del self._persons[actor]
        if left is not None:
            off = ConnectorStatus(connector_id, left.platform, left.channel)
            self._tell(ConnectorStatusChanged(off))

    def retry(self, connector_id: str) -> None:
        """Connect now, also where the platform had refused."""
        member = self._members.get(connector_id)
        if member is None:
            return
        member.connector.retry_now()
        if member.running[1].done():
            member.running[1] = member.tasks.start(member.connector.run(), "run")

    def statuses(self) -> tuple[ConnectorStatus, ...]:
        """Each as it is now."""
        return tuple(self.by_id().values())

    def by_id(self) -> dict[str, ConnectorStatus]:
        """The same, to be looked up."""
        joined = {name: member.connector.status for name, member in self._members.items()}
        return self._absent | joined

    async def close(self) -> None:
        """Leave every platform."""
        await self._tasks.close()
        members, self._members = list(self._members.values()), {}
        await asyncio.gather(*(self._end(member) for member in members))
        await self._notices.close()

    async def say(self, text: str) -> None:
        """On every platform that takes it; raises the last UnavailableError there was."""
        members = list(self._members.values())
        can = [one for one in members if Capability.SEND in one.connector.capabilities]
        done = await asyncio.gather(*(_say(one, text) for one in can), return_exceptions=True)
        failed = [error for error in done if isinstance(error, BaseException)]
        if failed:
            raise failed[-1]

    async def decided(self, kept: RoomMessage, decision: Decision) -> None:
        """Delete there what was deleted here. Raises UnavailableError when it is not done."""
        message = kept.message
        for connector in self._connectors():
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

    def _connectors(self) -> list[Connector]:
        return [member.connector for member in self._members.values()]

    async def _end(self, member: _Member) -> None:
        """Hang up, let in what was heard, for two seconds at most, and let go."""
        running = member.running[1]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(member.connector.all_taken(), _DRAIN_S)
        await member.tasks.close()
        await member.inflow.close()

    async def _note(self, notice: NoticeReceived, actor: str) -> int:
        now_ms = self._clock.wall_ms()
        return await self._keep(Record(self._room.session_id, now_ms, notice, actor))

    def _remember(self, actor: str, connector: Connector, user_id: str) -> None:
        self._persons[actor] = (connector, user_id)
        self._persons.move_to_end(actor)
        while len(self._persons) > _MOST_PERSONS:
            self._persons.popitem(last=False)

    async def _look(self) -> None:
        """Once a second: whether it is too quiet, and the figures, where they changed."""
        while True:
            await asyncio.sleep(_LOOK_S)
            for member in list(self._members.values()):
                member.connector.look()
                if member.connector.status != member.told:
                    self.hear_status(member.connector.status)


async def _say(member: _Member, text: str) -> None:
    """What the platform tells back of it is not another message."""
    if member.connector.does_echo:
        member.echoes.expect(text)
    await member.connector.send(text)

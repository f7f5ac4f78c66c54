"""One platform's way into the room, over a log that takes its time and a slow past."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from studio.chat.connectors.connector import Connector
from studio.chat.echoes import Echoes
from studio.chat.inflow import Inflow
from studio.chat.notices import Notices
from studio.chat.room import Room
from studio.core.chat import Fragment, MessageState, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorStatus,
    MessageGone,
    MessageHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import UnavailableError
from studio.core.moderation import NewcomersRule
from studio.core.records.notices import NoticeReceived
from studio.core.records.record import Record
from studio.core.tasks import TaskGroupKeeper
from tests.support.rooms import RoomStand
from tests.support.waiting import until


class Played(Connector):
    """Gives what it is told."""

    platform = Platform.TWITCH

    def __init__(self, stand: RoomStand, *heard: AnyHeard) -> None:
        super().__init__("played", "clay", stand.clock, _ignore)
        for one in heard:
            self._queue.put_nowait(one)

    @property
    def capabilities(self) -> Capability:
        return Capability.READ

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        yield Alive()


class SlowStand(RoomStand):
    """Nothing is on the disk before ``disk`` is set; the past is asked in uneven times."""

    def __init__(self) -> None:
        self.disk = asyncio.Event()
        self.asked = 0
        self.waiting = 0
        self.is_away = False
        super().__init__()
        self.room = Room(self.keep_slowly, self.pseudonym, self, self.clock, self.told.append)

    async def keep_slowly(self, record: Record) -> int:
        self.waiting += 1
        await self.disk.wait()
        return await self.keep(record)

    async def was_here(self, actor: str) -> bool:
        self.asked += 1
        if self.is_away:
            raise UnavailableError("away", "store")
        for _ in range(7 - self.asked % 7):
            await asyncio.sleep(0)
        return True

    def words(self) -> list[str]:
        return [one.message.text for one in self.room.shown.visible()]


def _ignore(status: ConnectorStatus) -> None:
    del status


def said(number: int, user_id: str = "anna") -> MessageHeard:
    return MessageHeard(f"n{number}", user_id, user_id, (Fragment(str(number)),), number)


@asynccontextmanager
async def flowing(
    stand: SlowStand, *heard: AnyHeard, free: int = 2000
) -> AsyncIterator[asyncio.Semaphore]:
    async def keep(notice: NoticeReceived, actor: str) -> int:
        return await stand.keep(Record("", 0, notice, actor))

    places = asyncio.Semaphore(free)
    connector = Played(stand, *heard)
    notices = Notices(keep, stand.clock, stand.told.append)
    echoes = Echoes(stand.clock)
    inflow = Inflow(connector, stand.room, notices, places, echoes, lambda actor, user: None)
    tasks = TaskGroupKeeper("test")
    tasks.start(inflow.run(), "pump")
    try:
        yield places
        await asyncio.wait_for(connector.all_taken(), 10)
    finally:
        await tasks.close()
        await inflow.close()
        await notices.close()


async def test_nobody_overtakes_while_the_past_is_asked() -> None:
    stand = SlowStand()
    stand.disk.set()
    stand.room.settings = ChatSettings(rules=(NewcomersRule(name="new", is_on=True),))
    async with flowing(stand, *(said(number, f"u{number}") for number in range(100))):
        pass
    assert stand.asked == 100
    assert stand.words() == [str(number) for number in range(100)]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (MessageGone("n2"), ["1", "3", "4", "5"]),
        (PersonCleared("ben"), ["1", "4", "5"]),
        (RoomCleared(), ["4", "5"]),
        (MessageGone("unheard-of"), ["1", "2", "3", "4", "5"]),
    ],
)
async def test_what_is_taken_away_waits_for_what_came_before_and_spares_what_comes_after(
    gone: AnyHeard, left: list[str]
) -> None:
    stand = SlowStand()
    heard = (said(1), said(2, "ben"), said(3, "ben"), gone, said(4), said(5, "ben"))
    async with flowing(stand, *heard):
        await until(lambda: stand.waiting == 5)
        assert stand.words() == []
        stand.disk.set()
    assert stand.words() == left


async def test_what_waits_for_a_moderator_is_taken_away_too() -> None:
    stand = SlowStand()
    stand.disk.set()
    async with flowing(stand, said(1), said(2)):
        pass
    kept = stand.room.shown.visible()[0]
    stand.room.shown.put(msgspec.structs.replace(kept, state=MessageState.HELD))
    async with flowing(stand, RoomCleared()):
        pass
    now = stand.room.shown.get(kept.message.id)
    assert now is not None
    assert now.state is MessageState.DELETED


async def test_while_the_disk_takes_nothing_no_more_are_taken() -> None:
    stand = SlowStand()
    async with flowing(
        stand, *(said(number, f"u{number}") for number in range(50)), free=10
    ) as places:
        await until(lambda: stand.waiting == 10)
        assert places.locked()
        stand.disk.set()
    assert stand.words() == [str(number) for number in range(50)]
    assert not places.locked()


async def test_a_store_that_is_away_loses_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.chat.inflow._AGAIN_S", 0.001)
    stand = SlowStand()
    stand.disk.set()
    stand.is_away = True
    stand.room.settings = ChatSettings(rules=(NewcomersRule(name="new", is_on=True),))
    async with flowing(stand, said(1), said(2)):
        await until(lambda: stand.asked > 3)
        assert stand.words() == []
        stand.is_away = False
    assert stand.words() == ["1", "2"]

"""Gifts, likes and joins: summed, kept, told; and nobody is passed over while the disk waits."""

import asyncio

from studio.chat.notices import Notices
from studio.core.chat import Money, NoticeKind, Platform
from studio.core.connectors import NoticeHeard
from studio.core.errors import UnavailableError
from studio.core.messages.events import Event, NoticesAdded
from studio.core.records.notices import NoticeReceived
from studio.core.room import RoomNotice
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.virtual_clock import VirtualClock
from tests.support.waiting import until


class NoticeStand:
    """Notices over a log in memory; ``gate``: the disk takes it only when it is set."""

    def __init__(self) -> None:
        self.kept: list[tuple[NoticeReceived, str]] = []
        self.told: list[Event] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.fails = False
        self.notices = Notices(self.keep, VirtualClock(), self.told.append, gather_s=0.01)

    async def keep(self, notice: NoticeReceived, actor: str) -> int:
        await self.gate.wait()
        if self.fails:
            raise UnavailableError("closed", "store")
        self.kept.append((notice, actor))
        return len(self.kept)

    async def add(self, actor: str = "p-anna", **heard: object) -> None:
        notice = NoticeHeard(**{"text": "", "kind": "like", "name": "Anna", **heard})  # type: ignore[arg-type]
        await self.notices.add(notice, Platform.BILIBILI, "clay", actor)

    def all(self) -> list[RoomNotice]:
        return [
            one for event in self.told if isinstance(event, NoticesAdded) for one in event.notices
        ]


async def test_a_flood_of_likes_is_one_record_and_one_event() -> None:
    stand = NoticeStand()
    for _ in range(500):
        await stand.add(count=2)
    await stand.add("p-ben", name="Ben")
    await until(lambda: len(stand.all()) == 2)
    assert [(one.name, one.kind, one.count) for one in stand.all()] == [
        ("Anna", NoticeKind.LIKE, 1000),
        ("Ben", NoticeKind.LIKE, 1),
    ]
    assert len(stand.told) == 1
    assert [actor for _, actor in stand.kept] == ["p-anna", "p-ben"]
    await stand.notices.close()


async def test_gifts_keep_their_amount_and_one_its_sentence() -> None:
    stand = NoticeStand()
    await stand.add(kind="gift", amount=Money(100, "CNY"), text="Anna gave a flower")
    await stand.add(kind="gift", amount=Money(250, "CNY"), text="Anna gave a boat")
    await stand.add(kind="gift", amount=Money(5, "USD"), text="Anna gave five bits")
    await stand.add(kind="raid", text="5 raiders <b>\u202e", actor="p-ben")
    await stand.add(kind="raid", text="7 raiders", actor="p-ben")
    await stand.notices.close()
    said = [(one.kind, one.count, one.amount, one.text) for one in stand.all()]
    assert said == [
        (NoticeKind.GIFT, 2, Money(350, "CNY"), ""),
        (NoticeKind.GIFT, 1, Money(5, "USD"), "Anna gave five bits"),
        (NoticeKind.RAID, 1, None, "5 raiders <b>"),
        (NoticeKind.RAID, 1, None, "7 raiders"),
    ]


async def test_nothing_is_told_before_it_is_kept() -> None:
    stand = NoticeStand()
    stand.gate.clear()
    await stand.add()
    await until(lambda: not stand.notices._sums)
    await stand.add(count=3)
    assert stand.told == []
    stand.gate.set()
    await until(lambda: len(stand.all()) == 2)
    assert [one.count for one in stand.all()] == [1, 3]
    await stand.notices.close()


async def test_too_many_people_at_once_wait_and_are_not_forgotten() -> None:
    stand = NoticeStand()
    stand.gate.clear()
    tasks = TaskGroupKeeper("test")

    async def flood() -> None:
        for number in range(3000):
            await stand.add(f"p-{number}", kind="join")

    running = tasks.start(flood(), "flood")
    await until(lambda: len(stand.notices._sums) == 1000)
    assert not running.done()
    stand.gate.set()
    await running
    await stand.notices.close()
    assert len(stand.all()) == 3000
    assert len({one.actor for one in stand.all()}) == 3000


async def test_a_log_that_is_closed_tells_nobody() -> None:
    stand = NoticeStand()
    stand.fails = True
    await stand.add()
    await stand.notices.close()
    assert stand.told == []

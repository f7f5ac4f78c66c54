"""Platforms that are joined: heard in order, and told what was decided."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.joined import Joined
from studio.core.chat import ChatRole, Fragment, MessageState, NoticeKind, Platform
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorState,
    MessageHeard,
    NoticeHeard,
    RoomCleared,
)
from studio.core.messages.events import ConnectorStatusChanged, NoticesAdded
from studio.core.records.chat import Decision
from studio.core.records.notices import NoticeReceived
from tests.support.rooms import RoomStand
from tests.support.waiting import until


class Played(Connector):
    """Hears what it is told, and remembers what is done there."""

    platform = Platform.TWITCH

    def __init__(
        self, joined: Joined, stand: RoomStand, *heard: AnyHeard, channel: str = "clay"
    ) -> None:
        super().__init__(f"played-{channel}", channel, stand.clock, joined.hear_status)
        self._told = heard
        self.refusals = 0
        self.done: list[tuple[str, ...]] = []

    @property
    def capabilities(self) -> Capability:
        """Everything."""
        return ~Capability(0)

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        if self.refusals:
            self.refusals -= 1
            raise RefusedError("not today", "test")
        yield Alive()
        for heard in self._told:
            yield heard
        await asyncio.Event().wait()

    async def send(self, text: str, reply_to: str = "") -> None:
        """Said there."""
        self.done.append(("send", text))

    async def delete(self, platform_id: str) -> None:
        """Deleted there."""
        self.done.append(("delete", platform_id))

    async def time_out(self, user_id: str, seconds: int, reason: str) -> None:
        """Silent there."""
        self.done.append(("time out", user_id, str(seconds)))

    async def ban(self, user_id: str, reason: str) -> None:
        """Gone there."""
        self.done.append(("ban", user_id))

    async def readmit(self, user_id: str) -> None:
        """Back there."""
        self.done.append(("readmit", user_id))


def said(number: int, user_id: str = "anna") -> MessageHeard:
    return MessageHeard(str(number), user_id, user_id, (Fragment(f"message {number}"),), number)


@asynccontextmanager
async def joined_to(stand: RoomStand, *heard: AnyHeard) -> AsyncIterator[tuple[Joined, Played]]:
    joined = Joined(stand.room, stand.told.append, stand.keep, stand.clock)
    connector = Played(joined, stand, *heard)
    joined.join(connector)
    try:
        yield joined, connector
    finally:
        await joined.close()


async def test_messages_come_into_the_room_in_their_order() -> None:
    stand = RoomStand()
    async with joined_to(stand, *(said(number, f"u{number}") for number in range(50))) as (
        joined,
        _,
    ):
        await until(lambda: stand.room.counts.received == 50)
        texts = [one.message.text for one in stand.room.shown.visible()]
        assert texts == [f"message {number}" for number in range(50)]
        assert joined.statuses()[0].state is ConnectorState.RECEIVING
    assert any(isinstance(event, ConnectorStatusChanged) for event in stand.told)


async def test_a_whole_room_can_be_cleared_and_only_that_room() -> None:
    stand = RoomStand()
    async with joined_to(stand, said(1), said(2), RoomCleared()) as (joined, _):
        joined.join(Played(joined, stand, said(8), channel="other"))
        await until(lambda: len(stand.records) == 5)
        assert [one.message.text for one in stand.room.shown.visible()] == ["message 8"]


async def test_figures_are_told_while_they_change() -> None:
    stand = RoomStand()
    async with joined_to(stand, *(said(number) for number in range(5))):
        await until(lambda: stand.room.counts.received == 5)
        await until(lambda: _told_counts(stand)[-1:] == [5])


async def test_who_leaves_is_heard_to_the_end_and_no_longer_listed() -> None:
    stand = RoomStand()
    async with joined_to(stand, *(said(number) for number in range(200))) as (joined, played):
        await until(lambda: played.status.received == 200)
        await joined.leave("played-clay")
        assert stand.room.counts.received == 200
        assert joined.statuses() == ()
        await joined.leave("nobody")
        await joined.say("hello")
        assert played.done == []
    statuses = [one.status for one in stand.told if isinstance(one, ConnectorStatusChanged)]
    assert statuses[-1].state is ConnectorState.OFF


async def test_a_refused_platform_can_be_tried_again() -> None:
    stand = RoomStand()
    async with joined_to(stand, said(1)) as (joined, played):
        played.refusals = 1
        await joined.leave("played-clay")
        joined.join(played)
        await until(lambda: played.status.state is ConnectorState.REFUSED)
        joined.retry("played-clay")
        joined.retry("nobody")
        await until(lambda: played.status.state is ConnectorState.RECEIVING)


async def test_what_we_say_is_not_heard_again_from_a_platform_that_echoes() -> None:
    stand = RoomStand()
    async with joined_to(stand) as (joined, played):
        played.does_echo = True
        await joined.say("welcome")
        own = msgspec.structs.replace(
            said(1, "clay"),
            fragments=(Fragment("welcome"),),
            roles=frozenset({ChatRole.BROADCASTER}),
        )
        for heard in (own, msgspec.structs.replace(own, platform_id="2"), said(3, "anna")):
            await played._queue.put(heard)
        await until(lambda: stand.room.counts.received == 2)
        texts = [one.message.text for one in stand.room.shown.visible()]
        assert texts == ["welcome", "message 3"], "the second time they said it themselves"


async def test_gifts_are_kept_and_told() -> None:
    stand = RoomStand()
    gift = NoticeHeard("Anna gave a boat", "gift", "anna", "Anna", 2)
    async with joined_to(stand, gift, said(1)):
        await until(lambda: any(isinstance(one, NoticesAdded) for one in stand.told))
    told = next(one for one in stand.told if isinstance(one, NoticesAdded)).notices[0]
    assert (told.kind, told.actor, told.count) == (NoticeKind.GIFT, "p-twitch-anna", 2)
    kept = [one for one in stand.records if isinstance(one.payload, NoticeReceived)]
    assert [one.actor for one in kept] == ["p-twitch-anna"]
    assert told.event_id == stand.records.index(kept[0]) + 1


async def test_what_is_decided_here_is_done_there() -> None:
    stand = RoomStand()
    async with joined_to(stand, said(1)) as (joined, played):
        await until(lambda: stand.room.counts.received == 1)
        kept = stand.room.shown.visible()[0]
        actor = kept.message.author.actor
        gone = await stand.room.decide(kept.message.id, Decision.DELETE, "owner")
        assert gone.state is MessageState.DELETED
        await joined.decided(gone, Decision.DELETE)
        await joined.timed_out(actor, 60, "spam")
        await joined.timed_out(actor, 0, "spam")
        await joined.readmitted(actor)
        await joined.timed_out("p-nobody", 60, "")
        await joined.say("hello")
        assert played.done == [
            ("delete", "1"),
            ("time out", "anna", "60"),
            ("ban", "anna"),
            ("readmit", "anna"),
            ("send", "hello"),
        ]


def _told_counts(stand: RoomStand) -> list[int]:
    return [one.status.received for one in stand.told if isinstance(one, ConnectorStatusChanged)]

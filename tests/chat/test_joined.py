"""Platforms that are joined: heard in order, and told what was decided."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from studio.chat.connectors.connector import Connector
from studio.chat.joined import Joined
from studio.core.chat import Fragment, MessageState, Platform
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorState,
    MessageGone,
    MessageHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.messages.events import ConnectorStatusChanged
from studio.core.records.chat import Decision
from tests.support.rooms import RoomStand
from tests.support.waiting import until


class Played(Connector):
    """Hears what it is told, and remembers what is done there."""

    platform = Platform.TWITCH

    def __init__(self, joined: Joined, stand: RoomStand, *heard: AnyHeard) -> None:
        super().__init__("played", "clay", stand.clock, joined.hear_status)
        self._told = heard
        self.done: list[tuple[str, ...]] = []

    @property
    def capabilities(self) -> Capability:
        """Everything."""
        return ~Capability(0)

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
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
    joined = Joined(stand.room, stand.told.append)
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


async def test_what_the_platform_takes_away_is_gone_here() -> None:
    stand = RoomStand()
    heard = (
        said(1),
        said(2, "ben"),
        said(3, "ben"),
        said(4),
        MessageGone("1"),
        PersonCleared("ben"),
    )
    async with joined_to(stand, *heard):
        await until(lambda: stand.room.counts.received == 4)
        await until(lambda: len(stand.room.shown.visible()) == 1)
        assert stand.room.shown.visible()[0].message.text == "message 4"


async def test_a_whole_room_can_be_cleared() -> None:
    stand = RoomStand()
    async with joined_to(stand, said(1), said(2), RoomCleared()):
        await until(lambda: len(stand.records) == 4)
        assert stand.room.shown.visible() == []


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

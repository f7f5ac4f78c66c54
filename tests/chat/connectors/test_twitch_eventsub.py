"""What is Twitch's own: moving sockets, revocations, limits, what a login allows."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from studio.chat.connectors.twitch_events import KINDS
from studio.chat.connectors.twitch_eventsub import TwitchEventSub
from studio.chat.connectors.twitch_login import TwitchLogin
from studio.core.clock import SystemClock
from studio.core.connectors import (
    Capability,
    ConnectorState,
    MessageGone,
    MessageHeard,
    PersonCleared,
)
from studio.core.errors import BadInputError, UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_twitch_login import CLIENT
from tests.support.stands.twitch import EventSubStand, signed_in
from tests.support.waiting import until

_S = 20


@pytest.fixture
async def stand() -> AsyncIterator[EventSubStand]:
    stand = EventSubStand()
    await stand.open()
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.state is ConnectorState.CONNECTED, _S)
    yield stand
    await tasks.close()
    await stand.close()


async def heard(stand: EventSubStand) -> str:
    found = await asyncio.wait_for(stand.connector.heard(), _S)
    return found.platform_id if isinstance(found, MessageHeard) else type(found).__name__


async def test_all_is_subscribed_and_nothing_is_written_to_the_socket(
    stand: EventSubStand,
) -> None:
    assert set(stand.twitch.sockets[0].subscriptions) == set(KINDS)
    assert not stand.twitch.was_spoken_to


async def test_a_socket_that_moves_loses_and_doubles_nothing(stand: EventSubStand) -> None:
    await stand.say(1)
    old = await stand.twitch.move()
    subscriptions = dict(old.subscriptions)
    await stand.say(2)
    await until(lambda: len(stand.twitch.sockets) == 2, _S)
    old.subscriptions = subscriptions  # what was still on its way comes on both
    await stand.say(3)
    old.subscriptions = {}
    await stand.say(4)
    assert [await heard(stand) for _ in range(4)] == ["m1", "m2", "m3", "m4"]
    await until(lambda: len(stand.twitch.sockets) == 1, _S)
    await stand.say(5)
    assert await heard(stand) == "m5"
    assert stand.connector.status.received == 5
    assert stand.connector.status.duplicates == 1
    assert stand.connector.status.reconnects == 0
    assert stand.twitch.sockets[0] is not old


async def test_a_move_that_fails_at_first_is_tried_again(stand: EventSubStand) -> None:
    stand.twitch.failures.append(503)
    await stand.twitch.move()
    await stand.say(1)
    assert await heard(stand) == "m1"
    await until(lambda: len(stand.twitch.sockets) == 2, _S)
    await stand.say(2)
    assert await heard(stand) == "m2"
    assert stand.connector.status.reconnects == 0


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("authorization_revoked", "the login was taken back; sign in to Twitch again"),
        ("chat_user_banned", "this account is banned from the chat"),
        ("anything", "Twitch ended it: anything"),
    ],
)
async def test_a_revocation_is_for_good(stand: EventSubStand, status: str, reason: str) -> None:
    await stand.twitch.revoke(status)
    await until(lambda: stand.connector.status.state is ConnectorState.REFUSED, _S)
    assert stand.connector.status.reason == reason


async def test_what_is_taken_away_is_heard(stand: EventSubStand) -> None:
    await stand.twitch.notify("channel.chat.message_delete", {"message_id": "m1"})
    await stand.twitch.notify("channel.chat.clear_user_messages", {"target_user_id": "200"})
    assert await stand.connector.heard() == MessageGone("m1")
    assert await stand.connector.heard() == PersonCleared("200", -1)


async def test_acts_arrive(stand: EventSubStand) -> None:
    await stand.connector.send("hello", "m1")
    await stand.connector.time_out("200", 0, "calm down")
    await stand.connector.ban("200", "spam")
    assert stand.twitch.acts == [
        ("send", "hello", "m1"),
        ("ban", "200", 1, "calm down"),
        ("ban", "200", 0, "spam"),
    ]


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
async def test_what_is_no_message_is_not_sent(stand: EventSubStand, text: str) -> None:
    with pytest.raises(BadInputError, match="1 to 500 characters"):
        await stand.connector.send(text)


async def test_twenty_messages_in_thirty_seconds(stand: EventSubStand) -> None:
    for number in range(20):
        await stand.connector.send(f"hello {number}")
    with pytest.raises(UnavailableError, match="allows no more messages"):
        await stand.connector.send("one more")
    assert len(stand.twitch.acts) == 20


async def test_a_login_taken_back_is_said_in_an_act(stand: EventSubStand) -> None:
    await stand.refuse()
    with pytest.raises(UnavailableError, match="sign in to Twitch again"):
        await stand.connector.delete("m1")


async def test_it_promises_what_the_login_allows(stand: EventSubStand) -> None:
    keeper = signed_in(stand.twitch, ("user:read:chat", "user:write:chat"))
    login = TwitchLogin(CLIENT, keeper, SystemClock(), stand.logins.append)
    connector = TwitchEventSub("t", "clay", login, SystemClock(), stand.told.append)
    assert connector.capabilities == Capability.READ | Capability.SEND


async def test_who_may_not_read_is_refused() -> None:
    stand = EventSubStand()
    await stand.open()
    body = {"error": "Forbidden", "status": 403, "message": "subscription missing authorization"}
    stand.twitch.refusals.append(body)
    await stand.connector.run()
    assert "may not read the chat: subscription missing" in stand.connector.status.reason
    await stand.close()


async def test_silence_beyond_what_twitch_promised_is_a_broken_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("studio.chat.connectors.twitch_socket._GRACE_S", 0.0)
    stand = EventSubStand()
    await stand.open()
    stand.twitch.keepalive_s = 0.05
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.reconnects == 1, _S)
    assert "Twitch fell silent" in [one.reason for one in stand.told]
    await tasks.close()
    await stand.close()

"""Our fake of Twitch is good enough for somebody else's client: pyTwitchAPI."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from twitchAPI.eventsub.websocket import EventSubWebsocket
from twitchAPI.oauth import CodeFlow, validate_token
from twitchAPI.object.eventsub import ChannelChatMessageEvent
from twitchAPI.twitch import Twitch
from twitchAPI.type import AuthScope

from studio.chat.connectors.twitch_login import SCOPES
from tests.fakes.fake_twitch import ROOM, FakeTwitch
from tests.fakes.fake_twitch_login import CLIENT
from tests.support.waiting import until

_SCOPES = [scope for scope in AuthScope if scope.value in SCOPES]
_S = 20


@pytest.fixture
async def twitch() -> AsyncIterator[FakeTwitch]:
    async with FakeTwitch() as twitch:
        yield twitch


async def _client(twitch: FakeTwitch) -> Twitch:
    client = await Twitch(
        CLIENT,
        authenticate_app=False,
        base_url=f"{twitch.helix_url}/",
        auth_base_url=f"{twitch.auth_url}/",
    )
    tokens = twitch.issue(list(SCOPES))
    await client.set_user_authentication(
        tokens["access_token"], _SCOPES, tokens["refresh_token"], validate=False
    )
    return client


async def test_it_signs_in_with_a_code(twitch: FakeTwitch) -> None:
    client = await Twitch(CLIENT, authenticate_app=False)
    flow = CodeFlow(client, _SCOPES, auth_base_url=f"{twitch.auth_url}/")
    code, page = await flow.get_code()
    assert code in page
    twitch.answer("")
    access, refresh = await flow.wait_for_auth_complete()
    assert refresh in twitch.refresh
    whose = await validate_token(access, auth_base_url=f"{twitch.auth_url}/")
    assert (whose["login"], whose["user_id"]) == ("anna", "100")
    await client.close()


async def test_it_hears_messages_and_moves_when_asked(twitch: FakeTwitch) -> None:
    client = await _client(twitch)
    events = EventSubWebsocket(
        client, connection_url=twitch.ws_url, subscription_url=f"{twitch.helix_url}/"
    )
    heard: list[ChannelChatMessageEvent] = []

    async def on_message(event: ChannelChatMessageEvent) -> None:
        heard.append(event)

    await asyncio.to_thread(events.start)
    await events.listen_channel_chat_message(ROOM, "100", on_message)
    await twitch.say("m1", "how much is it")
    await until(lambda: len(heard) == 1, _S)
    old = await twitch.move()
    await until(lambda: bool(twitch.sockets) and old not in twitch.sockets, _S)
    await twitch.say("m2", "and this one")
    await until(lambda: len(heard) == 2, _S)
    # It waits for its own thread without letting this loop go on.
    await asyncio.to_thread(lambda: asyncio.run(events.stop()))
    await asyncio.to_thread(events._socket_thread.join)
    events._socket_loop.close()  # it leaves that to the collector
    await client.close()
    said = heard[0].event
    assert (said.message_id, said.chatter_user_name) == ("m1", "Ben")
    assert said.message.text == "how much is it"
    assert heard[1].event.message_id == "m2"
    assert said.badges[0].set_id == "moderator"


async def test_it_acts(twitch: FakeTwitch) -> None:
    client = await _client(twitch)
    sent = await client.send_chat_message(ROOM, "100", "hello", reply_parent_message_id="m0")
    assert sent.is_sent
    await client.delete_chat_message(ROOM, "100", "m1")
    await client.ban_user(ROOM, "100", "200", "calm down", duration=60)
    await client.unban_user(ROOM, "100", "200")
    assert twitch.acts == [
        ("send", "hello", "m0"),
        ("delete", "m1"),
        ("ban", "200", 60, "calm down"),
        ("readmit", "200"),
    ]
    await client.close()

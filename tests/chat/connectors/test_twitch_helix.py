"""Twitch's API: limits, renewed tokens, and a no in words."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import http_session
from studio.chat.connectors.twitch_helix import Helix
from studio.core.errors import UnavailableError
from tests.fakes.fake_twitch import ROOM
from tests.fakes.virtual_clock import VirtualClock
from tests.support.stands.twitch import EventSubStand


class Calls:
    """Helix against the fake, signed in."""

    def __init__(self, stand: EventSubStand, session: aiohttp.ClientSession) -> None:
        self.twitch = stand.twitch
        self.session = session
        self.clock = VirtualClock()
        self.helix = Helix(stand.login, self.clock, stand.twitch.helix_url)


@pytest.fixture
async def calls() -> AsyncIterator[Calls]:
    stand = EventSubStand()
    await stand.open()
    await stand.login.validate()
    async with http_session() as session:
        yield Calls(stand, session)
    await stand.close()


async def test_who_is_who(calls: Calls) -> None:
    assert await calls.helix.user_id(calls.session, "clay") == ROOM
    with pytest.raises(RefusedError, match="no such channel"):
        await calls.helix.user_id(calls.session, "nobody")


async def test_a_token_that_ended_is_renewed_and_the_call_made(calls: Calls) -> None:
    calls.twitch.access.clear()
    assert await calls.helix.user_id(calls.session, "clay") == ROOM


async def test_acts(calls: Calls) -> None:
    await calls.helix.send(calls.session, ROOM, "¥79", "m1")
    await calls.helix.delete(calls.session, ROOM, "m1")
    await calls.helix.ban(calls.session, ROOM, "200", 9_999_999, "x" * 600)
    await calls.helix.ban(calls.session, ROOM, "200", 0, "spam")
    await calls.helix.readmit(calls.session, ROOM, "200")
    assert calls.twitch.acts == [
        ("send", "¥79", "m1"),
        ("delete", "m1"),
        ("ban", "200", 1_209_600, "x" * 500),
        ("ban", "200", 0, "spam"),
        ("readmit", "200"),
    ]


async def test_a_message_that_is_held_is_said(calls: Calls) -> None:
    with pytest.raises(UnavailableError, match="held by AutoMod"):
        await calls.helix.send(calls.session, ROOM, "spam", "")


async def test_who_is_no_moderator_is_told(calls: Calls) -> None:
    calls.twitch.is_moderator = False
    with pytest.raises(UnavailableError, match="may not do that: The user in moderator_id"):
        await calls.helix.delete(calls.session, ROOM, "m1")


async def test_eight_hundred_calls_a_minute_and_no_more(calls: Calls) -> None:
    calls.helix._points._tokens = 1
    await calls.helix.user_id(calls.session, "clay")
    with pytest.raises(UnavailableError, match="allows no more"):
        await calls.helix.user_id(calls.session, "clay")

"""YouTube's noes: for good, for today, for now; and nothing is asked that is not paid for."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import http_session
from studio.chat.connectors.youtube_api import YouTubeApi
from studio.core.errors import StudioError, UnavailableError
from tests.fakes.fake_youtube import CHAT, KEY, VIDEO
from tests.support.stands.youtube import YouTubeStand


@pytest.fixture
async def stand() -> AsyncIterator[YouTubeStand]:
    stand = YouTubeStand()
    await stand.open()
    yield stand
    await stand.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with http_session() as session:
        yield session


def api(stand: YouTubeStand, key: str = KEY) -> YouTubeApi:
    return YouTubeApi(key, stand.login, stand.budget, stand.youtube.api_url)


@pytest.mark.parametrize(
    ("status", "reason", "error", "words"),
    [
        (403, "liveChatEnded", RefusedError, "the broadcast is over"),
        (403, "liveChatDisabled", RefusedError, "has no chat"),
        (404, "liveChatNotFound", RefusedError, "no such chat"),
        (403, "accessNotConfigured", RefusedError, "no leave"),
        (403, "rateLimitExceeded", UnavailableError, "asked too often"),
        (403, "userRateLimitExceeded", UnavailableError, "asked too often"),
        (403, "quotaExceeded", UnavailableError, "used up"),
        (500, "backendError", UnavailableError, "says no"),
    ],
)
async def test_a_no(
    stand: YouTubeStand,
    session: aiohttp.ClientSession,
    status: int,
    reason: str,
    error: type[StudioError],
    words: str,
) -> None:
    stand.youtube.refusal = (status, reason)
    with pytest.raises(error, match=words):
        await api(stand).page(session, CHAT, "")
    assert (stand.budget.left == 0) == (reason == "quotaExceeded")


async def test_a_wrong_key_is_wrong_for_good(
    stand: YouTubeStand, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(RefusedError, match="API key is not valid"):
        await api(stand, "wrong").chat_of(session, VIDEO)
    assert all("key" not in one.query for one in stand.youtube.requests)


async def test_who_is_signed_in_needs_no_key(
    stand: YouTubeStand, session: aiohttp.ClientSession
) -> None:
    assert await api(stand, "").chat_of(session, VIDEO) == CHAT
    stand.youtube.tokens.clear()  # it ended early; another is got, and it goes on
    assert await api(stand, "").chat_of(session, VIDEO) == CHAT
    nobody = YouTubeApi("", None, stand.budget, stand.youtube.api_url)
    with pytest.raises(RefusedError, match="there is neither"):
        await nobody.chat_of(session, VIDEO)


async def test_no_such_broadcast(stand: YouTubeStand, session: aiohttp.ClientSession) -> None:
    with pytest.raises(RefusedError, match="no such broadcast"):
        await api(stand).chat_of(session, "xxxxxxxxxxx")


async def test_what_is_not_paid_for_is_not_asked(
    stand: YouTubeStand, session: aiohttp.ClientSession
) -> None:
    stand.budget.exhaust()
    for tried in (api(stand).page(session, CHAT, ""), api(stand).delete(session, "m1")):
        with pytest.raises(UnavailableError, match="used up"):
            await tried
    assert stand.youtube.requests == []

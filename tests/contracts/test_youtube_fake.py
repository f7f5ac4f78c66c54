"""Our fake of YouTube and Google's own client agree; our client and Google's description too."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httplib2
import pytest
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import Request
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from studio.core.connectors import ConnectorState
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_youtube import CHAT, CLIENT, KEY, SECRET, VIDEO, FakeYouTube
from tests.support.google_schema import description, faults, request_faults
from tests.support.stands.stand import all_acts
from tests.support.stands.youtube import YouTubeStand
from tests.support.waiting import until


@pytest.fixture
async def youtube() -> AsyncIterator[FakeYouTube]:
    async with FakeYouTube() as youtube:
        yield youtube


def _client(youtube: FakeYouTube, token: str = "") -> Any:
    who = {"credentials": Credentials(token)} if token else {"developerKey": KEY}
    options = {"api_endpoint": youtube.url}
    return build_from_document(description(), client_options=options, **who)


def _read_all(youtube: FakeYouTube) -> list[str]:
    with _client(youtube) as client:
        video = client.videos().list(part="liveStreamingDetails", id=VIDEO).execute()
        chat = video["items"][0]["liveStreamingDetails"]["activeLiveChatId"]
        asked = client.liveChatMessages().list(
            liveChatId=chat, part="id,snippet,authorDetails", maxResults=200
        )
        texts: list[str] = []
        while asked is not None and len(texts) < 300:
            page = asked.execute()
            texts += [item["snippet"]["displayMessage"] for item in page["items"]]
            asked = client.liveChatMessages().list_next(asked, page)
    return texts


def _act(youtube: FakeYouTube, token: str) -> None:
    with _client(youtube, token) as client:
        words = {
            "liveChatId": CHAT,
            "type": "textMessageEvent",
            "textMessageDetails": {"messageText": "hello"},
        }
        client.liveChatMessages().insert(part="snippet", body={"snippet": words}).execute()
        client.liveChatMessages().delete(id="m1").execute()
        ban = {
            "liveChatId": CHAT,
            "type": "temporary",
            "banDurationSeconds": "60",
            "bannedUserDetails": {"channelId": "UC200"},
        }
        made = client.liveChatBans().insert(part="snippet", body={"snippet": ban}).execute()
        client.liveChatBans().delete(id=made["id"]).execute()


async def test_googles_client_reads_page_after_page(youtube: FakeYouTube) -> None:
    for number in range(300):
        youtube.say(f"m{number}", f"said {number}")
    texts = await asyncio.to_thread(_read_all, youtube)
    assert texts == [f"said {number}" for number in range(300)]


async def test_googles_client_acts(youtube: FakeYouTube) -> None:
    token, _ = youtube.issue()
    await asyncio.to_thread(_act, youtube, token)
    assert youtube.acts == [
        ("send", "hello"),
        ("delete", "m1"),
        ("ban", "UC200", 60),
        ("readmit", "ban-1"),
    ]


def _renew(youtube: FakeYouTube, refresh: str) -> Any:
    credentials = Credentials(
        None,
        refresh_token=refresh,
        token_uri=f"{youtube.url}/token",
        client_id=CLIENT,
        client_secret=SECRET,
    )
    http = httplib2.Http()
    try:
        credentials.refresh(Request(http))
    finally:
        http.close()
    return credentials


async def test_googles_login_renews_a_token_and_reads_a_no(youtube: FakeYouTube) -> None:
    _, refresh = youtube.issue()
    renewed = await asyncio.to_thread(_renew, youtube, refresh)
    assert renewed.token in youtube.tokens
    with pytest.raises(RefreshError, match="invalid_grant"):
        await asyncio.to_thread(_renew, youtube, "refresh-of-somebody-else")


async def test_googles_client_reads_a_no(youtube: FakeYouTube) -> None:
    youtube.refusal = (403, "liveChatEnded")
    with pytest.raises(HttpError) as found:
        await asyncio.to_thread(_read_all, youtube)
    assert found.value.error_details[0]["reason"] == "liveChatEnded"


async def test_what_we_ask_and_what_the_fake_says_is_as_google_describes_it() -> None:
    stand = YouTubeStand()
    await stand.open()
    stand.youtube.say("m1", "hello")
    money = {"amountMicros": "1230000", "currency": "USD", "userComment": "hi", "tier": 1}
    stand.youtube.tell("m2", "superChatEvent", "$1.23", superChatDetails=money)
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.state is ConnectorState.RECEIVING)
    for act in all_acts(stand.connector).values():
        await act()
    await tasks.close()
    asked = {(one.method, one.path) for one in stand.youtube.requests}
    assert len(asked) == 6
    for one in stand.youtube.requests:
        assert request_faults(one.method, one.path, one.query, one.body) == []
    for kind, body in stand.youtube.answers:
        assert faults(kind, body) == []
    await stand.close()

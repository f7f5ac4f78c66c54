"""The browser comes back to this machine, and only the answer to our own question counts."""

import logging
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.youtube_login import SCOPE, YouTubeLogin
from studio.core.clock import NS_PER_S
from studio.core.logins import LoginState, LoginStatus
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_youtube import CLIENT, SECRET, FakeYouTube
from tests.fakes.virtual_clock import VirtualClock
from tests.support.stands.twitch import KeptTokens
from tests.support.waiting import until


class Desk:
    """A login with everything around it."""

    def __init__(self, youtube: FakeYouTube) -> None:
        self.youtube = youtube
        self.keeper = KeptTokens()
        self.clock = VirtualClock()
        self.told: list[LoginStatus] = []
        self.login = YouTubeLogin(
            CLIENT, SECRET, self.keeper, self.clock, self.told.append, token_url=youtube.url
        )

    async def sign_in(self, answer: str = "") -> None:
        tasks = TaskGroupKeeper("test")
        signing = tasks.start(self.login.sign_in(), "sign in")
        await until(lambda: self.login.status.state is LoginState.WAITING)
        await visit(self.youtube.authorise(self.login.status.page_url, answer))
        await signing


async def visit(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as page:
        return page.status, await page.text()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with FakeYouTube() as youtube:
        yield Desk(youtube)


async def test_a_yes_in_the_browser_signs_in(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.sign_in()
    assert [one.state for one in desk.told] == [
        LoginState.ASKING,
        LoginState.WAITING,
        LoginState.SIGNED_IN,
    ]
    page = desk.told[1].page_url
    asked = parse_qs(urlsplit(page).query)
    assert asked["scope"] == [SCOPE]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"][0].startswith("http://127.0.0.1:")
    kept = desk.keeper.tokens
    assert kept is not None
    assert await desk.login.token() == kept.access
    assert kept.access not in caplog.text
    assert kept.refresh not in caplog.text


async def test_an_answer_to_another_question_is_not_looked_at(desk: Desk) -> None:
    tasks = TaskGroupKeeper("test")
    signing = tasks.start(desk.login.sign_in(), "sign in")
    await until(lambda: desk.login.status.state is LoginState.WAITING)
    page_url = desk.login.status.page_url
    back = parse_qs(urlsplit(page_url).query)["redirect_uri"][0]
    assert (await visit(f"{back}/?code=stolen&state=other"))[0] == 400
    assert not signing.done()
    status, text = await visit(desk.youtube.authorise(page_url))
    assert status == 200
    assert "可以关闭" in text
    await signing
    assert desk.login.is_signed_in


async def test_a_no_is_said(desk: Desk) -> None:
    await desk.sign_in("access_denied")
    assert desk.login.status == LoginStatus(LoginState.REFUSED, "YouTube says no: access_denied")


async def test_who_does_nothing_is_waited_for_only_so_long(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.chat.connectors.youtube_login._PATIENCE_S", 0.01)
    await desk.login.sign_in()
    assert desk.login.status.state is LoginState.EXPIRED


async def test_an_old_token_is_renewed_and_the_refresh_token_stays(desk: Desk) -> None:
    await desk.sign_in()
    first = desk.keeper.tokens
    desk.clock.advance(3600 * NS_PER_S)
    assert first is not None
    assert await desk.login.token() != first.access
    assert desk.keeper.tokens is not None
    assert desk.keeper.tokens.refresh == first.refresh


async def test_a_login_taken_back_is_forgotten(desk: Desk) -> None:
    await desk.sign_in()
    desk.youtube.refresh.clear()
    with pytest.raises(RefusedError, match="sign in to YouTube again"):
        await desk.login.token(stale=await desk.login.token())
    assert desk.keeper.tokens is None
    assert desk.login.status.state is LoginState.REFUSED


async def test_signing_out_gives_the_token_back(desk: Desk) -> None:
    await desk.sign_in()
    await desk.login.sign_out()
    assert desk.youtube.refresh == set()
    assert not desk.login.is_signed_in
    assert desk.keeper.tokens is None

"""Signing in with a code; one refresh token is used once; what ends, ends in words."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.twitch_login import SCOPES, TwitchLogin
from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.core.logins import LoginState, LoginStatus, Tokens
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_twitch_login import CLIENT, FakeTwitchLogin
from tests.fakes.virtual_clock import VirtualClock
from tests.support.stands.twitch import KeptTokens
from tests.support.waiting import until


class Desk:
    """A login with everything around it."""

    def __init__(self, twitch: FakeTwitchLogin, tokens: Tokens | None = None) -> None:
        self.twitch = twitch
        self.keeper = KeptTokens(tokens)
        self.clock = VirtualClock()
        self.told: list[LoginStatus] = []
        self.login = TwitchLogin(CLIENT, self.keeper, self.clock, self.told.append, twitch.auth_url)

    def has_tokens(self, lasts_s: int = 3600) -> None:
        issued = self.twitch.issue(list(SCOPES))
        until_ms = self.clock.wall_ms() + 1000 * lasts_s
        tokens = Tokens(issued["access_token"], issued["refresh_token"], until_ms, SCOPES)
        self.keeper = KeptTokens(tokens)
        self.login = TwitchLogin(
            CLIENT, self.keeper, self.clock, self.told.append, self.twitch.auth_url
        )

    def asked(self, path: str) -> int:
        return sum(one.endswith(path) for one in self.twitch.asked)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with FakeTwitchLogin() as twitch:
        yield Desk(twitch)


async def test_a_person_types_the_code_and_is_signed_in(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tasks = TaskGroupKeeper("test")
    signing = tasks.start(desk.login.sign_in(), "sign in")
    await until(lambda: desk.login.status.state is LoginState.WAITING)
    waiting = desk.login.status
    assert waiting.code.startswith("CODE")
    assert waiting.page_url.startswith("https://www.twitch.tv/activate")
    assert waiting.until_wall_ms == desk.clock.wall_ms() + 1_800_000
    desk.twitch.answer("")
    await signing
    assert [one.state for one in desk.told] == [
        LoginState.ASKING,
        LoginState.WAITING,
        LoginState.SIGNED_IN,
    ]
    assert (desk.login.status.account, desk.login.user_id) == ("anna", "100")
    assert desk.login.scopes == frozenset(SCOPES)
    kept = desk.keeper.tokens
    assert kept is not None
    assert await desk.login.token() == kept.access
    assert kept.access not in caplog.text
    assert kept.refresh not in caplog.text


@pytest.mark.parametrize(
    ("said", "state", "reason"),
    [
        ("access_denied", LoginState.REFUSED, "Twitch says no: access_denied"),
        ("invalid device code", LoginState.EXPIRED, "the code was not typed in in time"),
    ],
)
async def test_no_is_said(desk: Desk, said: str, state: LoginState, reason: str) -> None:
    tasks = TaskGroupKeeper("test")
    signing = tasks.start(desk.login.sign_in(), "sign in")
    await until(lambda: desk.login.status.state is LoginState.WAITING)
    desk.twitch.answer(said)
    await signing
    assert (desk.login.status.state, desk.login.status.reason) == (state, reason)
    assert desk.keeper.tokens is None


async def test_a_code_that_nobody_types_expires(desk: Desk) -> None:
    tasks = TaskGroupKeeper("test")
    signing = tasks.start(desk.login.sign_in(), "sign in")
    await until(lambda: desk.login.status.state is LoginState.WAITING)
    desk.clock.advance(1801 * NS_PER_S)
    await signing
    assert desk.login.status.state is LoginState.EXPIRED


async def test_twitch_away_is_a_sentence(desk: Desk) -> None:
    desk.twitch.failures.append(500)
    await desk.login.sign_in()
    assert desk.login.status.state is LoginState.REFUSED
    assert "gives no code" in desk.login.status.reason


async def test_a_token_about_to_end_is_renewed_once_for_all_who_ask(desk: Desk) -> None:
    desk.has_tokens(lasts_s=30)
    old = desk.keeper.tokens
    tokens = await asyncio.gather(*(desk.login.token() for _ in range(5)))
    assert len(set(tokens)) == 1
    assert desk.asked("/token") == 1
    assert desk.keeper.tokens != old
    assert desk.keeper.tokens is not None
    assert tokens[0] == desk.keeper.tokens.access


async def test_a_login_taken_back_is_forgotten_and_said(desk: Desk) -> None:
    desk.has_tokens()
    desk.twitch.access.clear()
    desk.twitch.refresh.clear()
    with pytest.raises(RefusedError, match="sign in to Twitch again"):
        await desk.login.validate()
    assert desk.keeper.tokens is None
    assert desk.login.status.state is LoginState.REFUSED
    with pytest.raises(RefusedError, match="nobody is signed in"):
        await desk.login.token()


async def test_twitch_is_asked_hourly(desk: Desk) -> None:
    desk.has_tokens(lasts_s=20_000)
    for _ in range(3):
        await desk.login.validate()
    assert desk.asked("/validate") == 1
    desk.clock.advance(3601 * NS_PER_S)
    await desk.login.validate()
    assert desk.asked("/validate") == 2


async def test_a_fault_of_twitchs_ends_no_login(desk: Desk) -> None:
    desk.has_tokens()
    desk.twitch.failures.append(503)
    with pytest.raises(UnavailableError):
        await desk.login.validate()
    assert desk.keeper.tokens is not None
    await desk.login.validate()
    assert desk.login.user_id == ""
    desk.clock.advance(61 * NS_PER_S)
    await desk.login.validate()
    assert desk.login.user_id == "100"


async def test_signing_out_gives_the_token_back(desk: Desk) -> None:
    desk.has_tokens()
    await desk.login.sign_out()
    assert desk.twitch.access == {}
    assert desk.keeper.tokens is None
    assert desk.login.scopes == frozenset()

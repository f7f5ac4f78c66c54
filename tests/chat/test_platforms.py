"""Platforms of the settings, joined to a room: real ngircd, and the fakes of the others."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import msgspec
import pytest

from studio.chat.connectors.recording import HeardRecorder
from studio.chat.connectors.unit_budget import UnitBudget, read_table
from studio.chat.joined import Joined
from studio.chat.joining import Addresses, Joining
from studio.chat.platforms import Platforms
from studio.core.chat import Fragment, Platform
from studio.core.clock import SystemClock
from studio.core.connectors import ConnectorState, MessageHeard
from studio.core.errors import BadInputError, NotFoundError
from studio.core.logins import LoginState
from studio.core.messages.events import ConnectorStatusChanged, PlatformLoginChanged
from studio.core.platforms import (
    AnyPlatform,
    BilibiliPlatform,
    IrcPlatform,
    PlatformNow,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
    YouTubePlatform,
    secret_name,
)
from studio.core.secret_file import SecretFile
from tests.fakes.fake_bilibili import ACCESS_KEY, ACCESS_SECRET, APP_ID, CODE, FakeBilibili
from tests.fakes.fake_twitch import FakeTwitch
from tests.fakes.fake_twitch_login import CLIENT
from tests.fakes.fake_youtube import CLIENT as GOOGLE_CLIENT
from tests.fakes.fake_youtube import KEY, SECRET, VIDEO, FakeYouTube
from tests.support.irc import Writer, running_irc
from tests.support.rooms import RoomStand
from tests.support.waiting import until

_S = 20
TWITCH = TwitchPlatform(id="t", channel="clay", mode=TwitchMode.ACCOUNT, client_id=CLIENT)
YOUTUBE = YouTubePlatform(id="y", broadcast=f"https://youtu.be/{VIDEO}")
BILIBILI = BilibiliPlatform(id="b", title="泥人张", app_id=APP_ID, access_key=ACCESS_KEY)


class Evening:
    """A room with its platforms."""

    def __init__(self, folder: Path, addresses: Addresses | None = None) -> None:
        self.stand = RoomStand()
        self.secrets = SecretFile(folder)
        stand, clock = self.stand, SystemClock()
        self.joined = Joined(stand.room, stand.told.append, stand.keep, stand.clock)
        budget = UnitBudget(read_table(), clock)
        joining = Joining(self.secrets, budget, clock, addresses or Addresses())
        self.platforms = Platforms(joining, 10_000, stand.told.append)

    def now(self, platform_id: str) -> PlatformNow:
        return {one.platform_id: one for one in self.platforms.now()}[platform_id]

    async def is_state(self, platform_id: str, state: ConnectorState) -> PlatformNow:
        await until(lambda: self.now(platform_id).status.state is state, _S)
        return self.now(platform_id)

    async def is_login(self, platform_id: str, state: LoginState) -> PlatformNow:
        await until(lambda: self.now(platform_id).login.state is state, _S)
        return self.now(platform_id)

    def words(self) -> list[str]:
        return [one.message.text for one in self.stand.room.shown.visible()]

    def logins(self) -> list[PlatformLoginChanged]:
        return [one for one in self.stand.told if isinstance(one, PlatformLoginChanged)]


@asynccontextmanager
async def evening(
    folder: Path, *platforms: AnyPlatform, addresses: Addresses | None = None
) -> AsyncIterator[Evening]:
    made = Evening(folder, addresses)
    made.platforms.follow(platforms)
    made.platforms.attach(made.joined)
    try:
        yield made
    finally:
        await made.platforms.close()
        await made.joined.close()


async def test_an_irc_server_is_joined_moved_turned_off_and_left(tmp_path: Path) -> None:
    with running_irc("ngircd") as port:
        place = IrcPlatform(id="i", host="127.0.0.1", port=port, is_tls=False, channel="clay")
        async with evening(tmp_path, place) as made:
            await made.is_state("i", ConnectorState.CONNECTED)
            anna = await asyncio.to_thread(Writer, port, "anna", "clay")
            anna.say("hello")
            await until(lambda: made.words() == ["hello"], _S)
            await made.joined.say("welcome")
            await asyncio.to_thread(anna.hears, ":welcome")
            other = msgspec.structs.replace(place, channel="other")
            made.platforms.follow((other,))
            await until(lambda: made.now("i").status.channel == "#other", _S)
            await made.is_state("i", ConnectorState.CONNECTED)
            anna.say("nobody here any more")
            made.platforms.follow((msgspec.structs.replace(other, is_enabled=False),))
            await made.is_state("i", ConnectorState.OFF)
            made.platforms.follow(())
            assert made.platforms.now() == ()
            await until(lambda: made.joined.statuses() == ())
            assert made.words() == ["hello"]
            anna.close()
    told = [one.status for one in made.stand.told if isinstance(one, ConnectorStatusChanged)]
    assert told[-1].state is ConnectorState.OFF


async def test_what_is_missing_is_said_and_joined_once_it_is_there(tmp_path: Path) -> None:
    async with FakeYouTube() as youtube, FakeBilibili() as bilibili:
        addresses = Addresses(youtube_api=youtube.api_url, bilibili_app=bilibili.url)
        twitch = msgspec.structs.replace(TWITCH, client_id="")
        async with evening(tmp_path, twitch, YOUTUBE, BILIBILI, addresses=addresses) as made:
            for name, words in (("t", "client id"), ("y", "API key"), ("b", "secret is missing")):
                now = await made.is_state(name, ConnectorState.REFUSED)
                assert words in now.status.reason
            assert not made.now("t").can_sign_in
            with pytest.raises(BadInputError, match="client id"):
                made.platforms.sign_in("t")
            youtube.say("m1", "from YouTube")
            await made.platforms.keep_secret("y", "key", f" {KEY}\n")
            await made.platforms.keep_secret("b", "access_secret", ACCESS_SECRET)
            assert (
                "identity code" in (await made.is_state("b", ConnectorState.REFUSED)).status.reason
            )
            await made.platforms.keep_secret("b", "code", CODE)
            await made.is_state("y", ConnectorState.RECEIVING)
            await made.is_state("b", ConnectorState.CONNECTED)
            await bilibili.say("m2", "从B站来")
            await until(lambda: set(made.words()) == {"from YouTube", "从B站来"}, _S)
            assert made.now("b").secrets == ("access_secret", "code")
            assert made.now("y").status.budget_left < made.now("y").day_units == 10_000
            with pytest.raises(BadInputError, match="no such secret"):
                await made.platforms.keep_secret("b", "tokens", "x")
            with pytest.raises(NotFoundError):
                await made.platforms.keep_secret("z", "key", "x")
    assert KEY.encode() not in _everything_in(tmp_path)


async def test_signing_in_to_twitch_with_a_code_and_what_a_revoked_login_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with FakeTwitch() as twitch:
        addresses = Addresses(
            twitch_auth=twitch.auth_url, twitch_socket=twitch.ws_url, twitch_helix=twitch.helix_url
        )
        async with evening(tmp_path, TWITCH, addresses=addresses) as made:
            now = await made.is_state("t", ConnectorState.REFUSED)
            assert "nobody is signed in" in now.status.reason
            assert now.can_sign_in
            made.platforms.sign_in("t")
            waiting = await made.is_login("t", LoginState.WAITING)
            assert waiting.login.code.startswith("CODE")
            assert waiting.login.page_url.startswith("https://www.twitch.tv/activate")
            await made.platforms.cancel("t", is_out=False)
            assert made.now("t").login.state is LoginState.SIGNED_OUT
            made.platforms.sign_in("t")
            await made.is_login("t", LoginState.WAITING)
            twitch.answer("")
            await made.is_login("t", LoginState.SIGNED_IN)
            await made.is_state("t", ConnectorState.CONNECTED)
            await twitch.say("m1", "from Twitch")
            await until(lambda: made.words() == ["from Twitch"], _S)
            access = next(iter(twitch.access))
            twitch.access.clear()
            twitch.refresh.clear()
            await twitch.cut()
            await until(lambda: _is_refused(made), _S)
            assert "sign in to Twitch again" in made.now("t").status.reason
            assert made.now("t").login.state is LoginState.REFUSED
    assert all(not one.login.code and not one.login.page_url for one in made.logins())
    assert access not in caplog.text


async def test_a_login_is_there_again_after_a_restart_and_gone_with_its_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.chat.platforms._FORGET_S", 0.05)
    async with FakeTwitch() as twitch:
        addresses = Addresses(
            twitch_auth=twitch.auth_url, twitch_socket=twitch.ws_url, twitch_helix=twitch.helix_url
        )
        async with evening(tmp_path, TWITCH, addresses=addresses) as made:
            made.platforms.sign_in("t")
            await made.is_login("t", LoginState.WAITING)
            twitch.answer("")
            await made.is_state("t", ConnectorState.CONNECTED)
        async with evening(tmp_path, TWITCH, addresses=addresses) as made:
            await made.is_state("t", ConnectorState.CONNECTED)
            made.platforms.follow(())
            made.platforms.follow((TWITCH,))
            await made.is_state("t", ConnectorState.CONNECTED)
            assert made.secrets.has(secret_name("t", "tokens"))
            made.platforms.follow(())
            await until(lambda: not made.secrets.has(secret_name("t", "tokens")))
            await until(lambda: not twitch.access)


async def test_another_app_needs_another_login_and_who_signs_out_is_out(tmp_path: Path) -> None:
    async with FakeTwitch() as twitch:
        addresses = Addresses(
            twitch_auth=twitch.auth_url, twitch_socket=twitch.ws_url, twitch_helix=twitch.helix_url
        )
        async with evening(tmp_path, TWITCH, addresses=addresses) as made:
            for _ in range(2):
                made.platforms.sign_in("t")
                await made.is_login("t", LoginState.WAITING)
                twitch.answer("")
                await made.is_state("t", ConnectorState.CONNECTED)
                await made.platforms.cancel("t", is_out=True)
                now = await made.is_state("t", ConnectorState.REFUSED)
                assert now.login.state is LoginState.SIGNED_OUT
            made.platforms.sign_in("t")
            await made.is_login("t", LoginState.WAITING)
            twitch.answer("")
            await made.is_state("t", ConnectorState.CONNECTED)
            made.platforms.follow((msgspec.structs.replace(TWITCH, client_id="another"),))
            await made.is_state("t", ConnectorState.REFUSED)
            assert not made.secrets.has(secret_name("t", "tokens"))


async def test_signing_in_to_youtube_in_the_browser(tmp_path: Path) -> None:
    async with FakeYouTube() as youtube:
        place = msgspec.structs.replace(YOUTUBE, client_id=GOOGLE_CLIENT)
        addresses = Addresses(youtube_api=youtube.api_url, youtube_token=youtube.url)
        async with evening(tmp_path, place, addresses=addresses) as made:
            await made.platforms.keep_secret("y", "client_secret", SECRET)
            await made.is_state("y", ConnectorState.REFUSED)
            made.platforms.sign_in("y")
            waiting = await made.is_login("y", LoginState.WAITING)
            async with aiohttp.ClientSession() as browser:
                await browser.get(youtube.authorise(waiting.login.page_url))
            await made.is_login("y", LoginState.SIGNED_IN)
            await made.is_state("y", ConnectorState.CONNECTED)
            await made.joined.say("hello YouTube")
            assert [act[0] for act in youtube.acts] == ["send"]


async def test_a_recorded_show_can_be_heard_again(tmp_path: Path) -> None:
    path = tmp_path / "evening.jsonl"
    recorder = HeardRecorder(path)
    recorder.add(0, MessageHeard("1", "anna", "Anna", (Fragment("how much"),), 1))
    recorder.close()
    async with evening(tmp_path, ReplayPlatform(id="r", path=str(path), speed=0)) as made:
        now = await made.is_state("r", ConnectorState.REFUSED)
        assert "the recording is over" in now.status.reason
        assert made.words() == ["how much"]
        made.stand.forget()
        await made.platforms.retry("r")
        await until(lambda: made.words() == ["how much"] * 2, _S)
        channels = [one.message.channel for one in made.stand.room.shown.visible()]
        assert channels[0] == "evening.jsonl"
        assert channels[1] != channels[0]
        assert {one.message.platform for one in made.stand.room.shown.visible()} == {
            Platform.REPLAY
        }


def _is_refused(made: Evening) -> bool:
    made.joined.retry("t")
    return made.now("t").status.state is ConnectorState.REFUSED


def _everything_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.iterdir())

"""Where it listens, who may connect, and what happens when the engine is not there."""

import socket

import msgspec
import pytest
from aiohttp import WSServerHandshakeError

from studio.core.answer import ForbiddenError
from studio.core.messages.events import AlarmCleared, AlarmRaised, EngineConnected, EngineLost
from studio.core.messages.requests import GetSnapshot, SetSettings
from studio.core.settings import ObsSettings
from studio.web.obs_socket.codes import Close, Code
from studio.web.obs_socket.server import is_allowed
from tests.support.obs_studio import PASSWORD, PlayedStudio, connected, played
from tests.support.waiting import until


async def test_it_is_off_until_it_is_turned_on() -> None:
    studio = PlayedStudio()
    await studio.socket.follow(ObsSettings())
    access = studio.socket.access()
    assert (access.is_listening, access.port, access.password) == (False, 4455, PASSWORD)
    studio.tell(EngineConnected())
    await studio.socket.close()
    assert studio.asked == []


async def test_who_is_connected_is_listed() -> None:
    async with played() as studio, connected(studio, User_Agent="Deck/1") as remote:
        await remote.identify()
        (one,) = studio.socket.access().remotes
        assert (one.address, one.program) == ("127.0.0.1", "Deck/1")


async def test_turned_off_it_lets_everybody_go() -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify()
        await studio.socket.follow(msgspec.structs.replace(studio.settings.obs, is_on=False))
        assert (await remote.next())["op"] == -1, "closed"
        assert not studio.socket.access().is_listening


async def test_another_password_lets_everybody_go() -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify()
        await studio.socket.forget_all()
        assert (await remote.next())["d"]["code"] == Close.INVALIDATED


async def test_a_port_that_is_taken_is_an_alarm_until_it_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    studio = PlayedStudio()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        await studio.socket.follow(ObsSettings(True, "127.0.0.1", port))
        access = studio.socket.access()
        assert not access.is_listening
        assert access.reason == f"Remote controls cannot connect: the port {port} is taken"
    await studio.socket.follow(ObsSettings(True, "127.0.0.1", port))
    assert studio.socket.access().is_listening
    assert [type(one) for one in studio.told] == [AlarmRaised, AlarmCleared]
    await studio.socket.close()
    assert "port cannot be used" in caplog.text


async def test_while_the_engine_is_away_nothing_is_known() -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify()
        studio.tell(EngineLost())
        found = await remote.ask("GetSceneList")
        assert found["requestStatus"]["code"] == Code.NOT_READY
        asked = len(studio.asked)
        studio.tell(EngineConnected())
        await until(lambda: len(studio.asked) > asked)
        assert isinstance(studio.asked[-1], GetSnapshot)
        assert (await remote.ask("GetSceneList"))["requestStatus"]["code"] == Code.SUCCESS


async def test_an_engine_that_is_not_there_yet_is_waited_for() -> None:
    studio = PlayedStudio()
    studio.is_engine_there = False
    await studio.socket.follow(studio.settings.obs)
    assert studio.socket.access().is_listening
    await studio.socket.close()


async def test_a_remote_control_cannot_change_settings_or_end_the_studio() -> None:
    studio = PlayedStudio()
    with pytest.raises(ForbiddenError, match="may not do this"):
        await studio.socket.ask(SetSettings(studio.settings))


async def test_pages_are_kept_out_unless_they_are_allowed() -> None:
    async with played() as studio:
        with pytest.raises(WSServerHandshakeError, match="403"):
            async with connected(studio, Origin="https://obs-web.example"):
                pass
        obs = msgspec.structs.replace(studio.settings.obs, allows_pages=True)
        await studio.socket.follow(obs)
        async with connected(studio, Origin="https://obs-web.example") as remote:
            assert (await remote.identify())["op"] == 2


@pytest.mark.parametrize(
    ("host", "origin", "is_in"),
    [
        ("127.0.0.1:4455", None, True),
        ("localhost:4455", None, True),
        ("[::1]:4455", None, True),
        ("192.168.1.7:4455", None, True),
        ("127.0.0.1:4455", "http://127.0.0.1:4455", True),
        ("127.0.0.1:4455", "http://127.0.0.1:8080", False),
        ("127.0.0.1:4455", "null", False),
        ("evil.example:4455", None, False),
        ("evil.example:4455", "http://evil.example:4455", False),
        ("", None, False),
    ],
)
def test_a_page_of_elsewhere_is_known_by_its_headers(
    host: str, origin: str | None, is_in: bool
) -> None:
    assert is_allowed(host, origin, allows_pages=False) is is_in


async def test_too_many_at_once_are_refused() -> None:
    async with played() as studio:
        for _ in range(20):
            async with connected(studio) as remote:
                await remote.next()
        with pytest.raises(WSServerHandshakeError, match="429"):
            async with connected(studio):
                pass

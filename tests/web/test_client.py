"""The control client against a real control server: it connects, and connects again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiohttp import WSMsgType, web

from studio.core.answer import ForbiddenError
from studio.core.errors import NotFoundError, UnavailableError
from studio.core.messages import envelope as frames
from studio.core.messages.events import AlarmCleared, Event, ShowStateChanged, Topic
from studio.core.messages.requests import (
    CloseViewer,
    GetDevices,
    Request,
    StartRecording,
    Undo,
)
from studio.core.messages.results import Done, RecordingStarted, Result
from studio.core.status import ShowState
from studio.core.team import Who
from studio.web.client import ControlClient, LinkState
from studio.web.control import ControlServer
from tests.support.site import serving
from tests.support.waiting import until

TOKEN = "the token of this test"
LIVE = ShowStateChanged(ShowState.LIVE, 1)


async def _answer(request: Request, _who: Who) -> Result:
    match request:
        case GetDevices():
            raise NotFoundError("there is no such kind of device", request.kind)
        case StartRecording(path="never"):
            await asyncio.Event().wait()
        case StartRecording():
            return RecordingStarted(request.path)
    return Done()


class _World:
    """A hub that can be taken down and put up elsewhere, and a client that must find it."""

    def __init__(self) -> None:
        self.found: tuple[str, str] | None = None
        self.heard: asyncio.Queue[Event] = asyncio.Queue()
        self.states: list[LinkState] = []
        self.client = ControlClient(
            lambda: self.found, Topic.SHOW, self.heard.put_nowait, self.states.append
        )
        self._up = AsyncExitStack()

    async def up(self) -> ControlServer:
        """A hub on another port than any before."""
        server = ControlServer(_answer, TOKEN)
        application = web.Application()
        server.add_to(application)
        port = await self._up.enter_async_context(serving(application))
        self._up.push_async_callback(server.close)
        self.found = (f"ws://127.0.0.1:{port}/control", TOKEN)
        return server

    async def down(self) -> None:
        """The hub ends; its card is gone."""
        self.found = None
        await self._up.aclose()

    async def connected(self) -> None:
        """Until the client says so."""
        await until(lambda: self.states[-1:] == [LinkState.CONNECTED])


@pytest.fixture
async def world() -> AsyncIterator[_World]:
    world = _World()
    yield world
    await world.client.close()
    await world.down()


async def test_answers_and_errors_come_back(world: _World) -> None:
    await world.up()
    world.client.start()
    await world.connected()
    paths = [f"/videos/{number}.mp4" for number in range(50)]
    asked = (world.client.request(StartRecording(path)) for path in paths)
    assert await asyncio.gather(*asked) == [RecordingStarted(path) for path in paths]
    with pytest.raises(NotFoundError, match="smell: there is no such kind of device"):
        await world.client.request(GetDevices("smell"))
    with pytest.raises(ForbiddenError, match="owner may not do this"):
        await world.client.request(CloseViewer("v"))


async def test_events_are_heard(world: _World) -> None:
    server = await world.up()
    world.client.start()
    await world.connected()
    await world.client.request(Undo())
    server.tell(AlarmCleared("disk"))  # not subscribed to
    server.tell(LIVE)
    assert await asyncio.wait_for(world.heard.get(), 10) == LIVE


async def test_without_a_hub_a_request_is_refused_at_once(world: _World) -> None:
    world.client.start()
    with pytest.raises(UnavailableError, match="not there right now"):
        await world.client.request(Undo())
    assert world.states == []


async def test_a_hub_that_comes_later_is_found(world: _World) -> None:
    world.client.start()
    await asyncio.sleep(0.05)
    await world.up()
    await world.connected()
    assert await world.client.request(Undo()) == Done()


async def test_a_hub_that_moved_is_found_again(world: _World) -> None:
    await world.up()
    world.client.start()
    await world.connected()
    waiting = asyncio.gather(world.client.request(StartRecording("never")), return_exceptions=True)
    await asyncio.sleep(0.05)
    await world.down()
    (answer,) = await asyncio.wait_for(waiting, 10)
    assert isinstance(answer, UnavailableError)
    assert "lost" in str(answer)
    await until(lambda: world.states[-1] is LinkState.LOST)
    server = await world.up()
    await world.connected()
    assert world.states == [LinkState.CONNECTED, LinkState.LOST, LinkState.CONNECTED]
    await world.client.request(Undo())
    server.tell(LIVE)
    assert await asyncio.wait_for(world.heard.get(), 10) == LIVE


async def test_a_wrong_token_never_counts_as_connected(
    world: _World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.up()
    assert world.found is not None
    world.found = (world.found[0], "another")
    world.client.start()
    await until(lambda: "control token refused" in caplog.text)
    with pytest.raises(UnavailableError):
        await world.client.request(Undo())
    assert world.states == []
    world.found = (world.found[0], TOKEN)
    await world.connected()


async def test_a_server_of_another_kind_is_let_alone(world: _World) -> None:
    async def babble(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str("good morning")
        await socket.receive()
        return socket

    application = web.Application()
    application.router.add_get("/control", babble)
    async with serving(application) as port:
        world.found = (f"ws://127.0.0.1:{port}/control", TOKEN)
        world.client.start()
        await asyncio.sleep(0.1)
        await world.up()
        await world.connected()


async def test_noise_from_the_hub_is_passed_over(
    world: _World, caplog: pytest.LogCaptureFixture
) -> None:
    """A hub of tomorrow may tell what a window of today does not know."""

    async def hub_of_tomorrow(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_bytes(frames.encode_frame(frames.Hello(frames.HelloData("9"))))
        await socket.receive()
        await socket.send_bytes(
            frames.encode_frame(frames.Identified(frames.IdentifiedData("owner")))
        )
        await socket.send_bytes(b'{"op":5,"d":{"event":{"type":"SunRose"}}}')
        await socket.send_bytes(frames.encode_frame(frames.EventFrame(frames.EventData(LIVE))))
        while (await socket.receive()).type is WSMsgType.BINARY:
            continue
        return socket

    application = web.Application()
    application.router.add_get("/control", hub_of_tomorrow)
    async with serving(application) as port:
        world.found = (f"ws://127.0.0.1:{port}/control", TOKEN)
        world.client.start()
        assert await asyncio.wait_for(world.heard.get(), 10) == LIVE
        assert world.states == [LinkState.CONNECTED]
        await world.client.close()
    assert "message not understood" in caplog.text


async def test_closing_tells_who_waits(world: _World) -> None:
    await world.up()
    world.client.start()
    await world.connected()
    waiting = asyncio.gather(world.client.request(StartRecording("never")), return_exceptions=True)
    await asyncio.sleep(0.02)
    await world.client.close()
    (answer,) = await asyncio.wait_for(waiting, 10)
    assert isinstance(answer, UnavailableError)

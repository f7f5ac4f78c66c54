"""A control server on two ports, here and for others, and what windows say to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web

from studio.core.errors import NotFoundError
from studio.core.messages import envelope as frames
from studio.core.messages.events import Event, MetersReported, ShowStateChanged, Topic
from studio.core.messages.requests import GetDevices, Request, StartRecording
from studio.core.messages.results import Done, RecordingStarted, Result
from studio.core.status import Meter, ShowState
from studio.core.team import OWNER, Role, Who
from studio.web.control import ControlServer
from tests.support.site import serving

TOKEN = "the token of this test"
OTHERS = {
    "a moderator": Who("d-1", "Mo", Role.MODERATOR),
    "a viewer": Who("d-2", "Vi", Role.VIEWER),
}
METERS = MetersReported(tuple(Meter(f"source-{number}") for number in range(40)))
LIVE = ShowStateChanged(ShowState.LIVE, 1)
NOTHING = Topic(0)


class ControlHub:
    """A control server on two ports, here and for others, and what it was asked."""

    def __init__(self) -> None:
        self.known = dict(OTHERS)
        self.present: list[tuple[Who, ...]] = []
        self.server = ControlServer(
            self._answer, TOKEN, lambda token: self.known.get(token), self.present.append
        )
        self.gate = asyncio.Event()
        self.asked: list[Request] = []
        self.askers: list[Who] = []
        self.port = self.remote_port = 0
        self.session: ClientSession

    @property
    def url(self) -> str:
        """The control socket here."""
        return f"http://127.0.0.1:{self.port}/control"

    async def _answer(self, request: Request, who: Who) -> Result:
        self.asked.append(request)
        self.askers.append(who)
        if isinstance(request, GetDevices):
            raise NotFoundError("there is no such kind of device", request.kind)
        if isinstance(request, StartRecording):
            await self.gate.wait()
            return RecordingStarted(request.path)
        return Done()

    async def window(
        self, topics: Topic = NOTHING, token: str = TOKEN, *, is_remote: bool = False
    ) -> ClientWebSocketResponse:
        """A window that was let in."""
        socket = await self.knock(topics, token, is_remote=is_remote)
        who = self.known.get(token, OWNER)
        said = frames.Identified(frames.IdentifiedData(who.role.value, who))
        assert await next_frame(socket) == said
        return socket

    async def knock(
        self, topics: Topic = NOTHING, token: str = TOKEN, *, is_remote: bool = False
    ) -> ClientWebSocketResponse:
        """A window that said who it is."""
        port = self.remote_port if is_remote else self.port
        socket = await self.session.ws_connect(f"http://127.0.0.1:{port}/control")
        assert isinstance(await next_frame(socket), frames.Hello)
        await send(socket, frames.Identify(frames.IdentifyData(token, topics.value, "test")))
        return socket


@asynccontextmanager
async def opened_hub() -> AsyncIterator[ControlHub]:
    """A hub that two ports lead to."""
    hub = ControlHub()
    application, remote = web.Application(), web.Application()
    hub.server.add_to(application)
    hub.server.add_to(remote, is_remote=True)
    async with (
        serving(application) as hub.port,
        serving(remote) as hub.remote_port,
        ClientSession() as hub.session,
    ):
        yield hub
        await hub.session.close()
        await hub.server.close()


async def send(socket: ClientWebSocketResponse, frame: frames.AnyFrame) -> None:
    """Send one frame."""
    await socket.send_bytes(frames.encode_frame(frame))


async def ask(socket: ClientWebSocketResponse, request_id: str, request: Request) -> None:
    """Ask, and wait for nothing."""
    data = frames.RequestData(request_id, request)  # type: ignore[arg-type]
    await send(socket, frames.RequestFrame(data))


async def next_frame(socket: ClientWebSocketResponse) -> frames.AnyFrame:
    """The next frame, whatever it is."""
    message = await socket.receive(10)
    assert message.type is WSMsgType.BINARY, message
    return frames.decode_frame(message.data, "test")


async def next_response(socket: ClientWebSocketResponse) -> frames.ResponseData:
    """The next frame, which is a response."""
    frame = await next_frame(socket)
    assert isinstance(frame, frames.ResponseFrame)
    return frame.d


async def next_event(socket: ClientWebSocketResponse) -> Event:
    """The next frame, which is an event."""
    frame = await next_frame(socket)
    assert isinstance(frame, frames.EventFrame)
    return frame.d.event


async def next_kind(socket: ClientWebSocketResponse) -> WSMsgType:
    """What comes next, a farewell too."""
    return (await socket.receive(10)).type


async def close_code(socket: ClientWebSocketResponse) -> int | None:
    """With which code the hub says farewell; what it said before is passed over."""
    while (await socket.receive(10)).type is WSMsgType.BINARY:
        continue
    await socket.close()
    return socket.close_code

"""The control socket: who is let in, what is answered, who hears what, who is let go."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web

from studio.core.errors import NotFoundError
from studio.core.messages import envelope as frames
from studio.core.messages.events import (
    AlarmCleared,
    AlarmRaised,
    Event,
    MetersReported,
    ShowStateChanged,
    Topic,
)
from studio.core.messages.requests import (
    EndShow,
    GetDevices,
    GetSnapshot,
    OpenViewer,
    Request,
    StartRecording,
    Undo,
)
from studio.core.messages.results import Done, RecordingStarted, Result
from studio.core.status import Alarm, Meter, Severity, ShowState
from studio.core.team import OWNER, Role, Who
from studio.web.control import ControlServer
from tests.support.site import serving
from tests.support.waiting import until

TOKEN = "the token of this test"
OTHERS = {
    "a moderator": Who("d-1", "Mo", Role.MODERATOR),
    "a viewer": Who("d-2", "Vi", Role.VIEWER),
}
METERS = MetersReported(tuple(Meter(f"source-{number}") for number in range(40)))
LIVE = ShowStateChanged(ShowState.LIVE, 1)
NOTHING = Topic(0)


class _Hub:
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
        assert await _next(socket) == said
        return socket

    async def knock(
        self, topics: Topic = NOTHING, token: str = TOKEN, *, is_remote: bool = False
    ) -> ClientWebSocketResponse:
        """A window that said who it is."""
        port = self.remote_port if is_remote else self.port
        socket = await self.session.ws_connect(f"http://127.0.0.1:{port}/control")
        assert isinstance(await _next(socket), frames.Hello)
        await _send(socket, frames.Identify(frames.IdentifyData(token, topics.value, "test")))
        return socket


@pytest.fixture
async def hub() -> AsyncIterator[_Hub]:
    hub = _Hub()
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


async def _send(socket: ClientWebSocketResponse, frame: frames.AnyFrame) -> None:
    await socket.send_bytes(frames.encode_frame(frame))


async def _ask(socket: ClientWebSocketResponse, request_id: str, request: Request) -> None:
    data = frames.RequestData(request_id, request)  # type: ignore[arg-type]
    await _send(socket, frames.RequestFrame(data))


async def _next(socket: ClientWebSocketResponse) -> frames.AnyFrame:
    message = await socket.receive(10)
    assert message.type is WSMsgType.BINARY, message
    return frames.decode_frame(message.data, "test")


async def _response(socket: ClientWebSocketResponse) -> frames.ResponseData:
    frame = await _next(socket)
    assert isinstance(frame, frames.ResponseFrame)
    return frame.d


async def _event(socket: ClientWebSocketResponse) -> Event:
    frame = await _next(socket)
    assert isinstance(frame, frames.EventFrame)
    return frame.d.event


async def _next_kind(socket: ClientWebSocketResponse) -> WSMsgType:
    return (await socket.receive(10)).type


async def _close_code(socket: ClientWebSocketResponse) -> int | None:
    while (await socket.receive(10)).type is WSMsgType.BINARY:
        continue
    await socket.close()
    return socket.close_code


async def test_a_window_is_let_in_and_answered(hub: _Hub) -> None:
    socket = await hub.window()
    await _ask(socket, "ask-1", Undo())
    assert await _response(socket) == frames.ResponseData("ask-1", result=Done())
    assert hub.asked == [Undo()]
    assert hub.server.clients == 1


async def test_who_answers_is_told_who_asks(hub: _Hub) -> None:
    owner = await hub.window()
    moderator = await hub.window(NOTHING, "a moderator")
    for socket in (owner, moderator):
        await _ask(socket, "ask-1", GetSnapshot())
        await _response(socket)
    assert hub.askers == [OWNER, OTHERS["a moderator"]]


async def test_messages_may_come_as_text(hub: _Hub) -> None:
    socket = await hub.window()
    await socket.send_str('{"op":6,"d":{"requestId":"a","request":{"type":"Undo"}}}')
    assert (await _response(socket)).status == frames.Status.SUCCESS


@pytest.mark.parametrize(
    "first",
    [
        frames.encode_frame(frames.RequestFrame(frames.RequestData("ask-1", Undo()))),
        frames.encode_frame(frames.Hello(frames.HelloData("1"))),
        b"noise",
        b"",
    ],
)
async def test_nobody_is_heard_before_saying_who_they_are(hub: _Hub, first: bytes) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await _next(socket)
        await socket.send_bytes(first)
        assert await _close_code(socket) == 4007
    assert hub.asked == []


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x", TOKEN[:-1], "т" * 20])
async def test_a_wrong_token_is_closed_with_4009(
    hub: _Hub, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await _next(socket)
        await _send(socket, frames.Identify(frames.IdentifyData(token, Topic.ALL.value)))
        assert await _close_code(socket) == 4009
    hub.server.tell(LIVE)
    assert hub.server.clients == 0
    assert "control token refused" in caplog.text
    assert not token or token not in caplog.text


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "https://example.com", "null"])
async def test_a_web_page_is_never_let_in(hub: _Hub, origin: str) -> None:
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.session.ws_connect(hub.url, origin=origin)
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.1:{}", True),
        ("localhost:{}", True),
        ("[::1]:{}", True),
        ("evil.example:{}", False),
        ("127.0.0.1.evil.example:{}", False),
        ("localhost.evil.example", False),
    ],
)
async def test_a_name_that_was_bent_to_this_machine_is_refused(
    hub: _Hub, host: str, is_ours: bool
) -> None:
    headers = {"Host": host.format(hub.port)}
    if is_ours:
        async with hub.session.ws_connect(hub.url, headers=headers) as socket:
            assert isinstance(await _next(socket), frames.Hello)
        return
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.session.ws_connect(hub.url, headers=headers)
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("message", "named"),
    [
        (b"noise", "control"),
        (b'{"op":6,"d":{"requestId":"a","request":{"type":"Explode"}}}', "$.d.request.type"),
        (frames.encode_frame(frames.Hello(frames.HelloData("1"))), "only requests"),
        (frames.encode_frame(frames.Identify(frames.IdentifyData(TOKEN))), "only requests"),
    ],
)
async def test_a_bad_message_is_answered_and_the_connection_goes_on(
    hub: _Hub, message: bytes, named: str
) -> None:
    socket = await hub.window()
    await socket.send_bytes(message)
    refused = await _response(socket)
    assert refused.status == frames.Status.BAD_INPUT
    assert named in f"{refused.where}: {refused.comment}"
    await _ask(socket, "after", Undo())
    assert (await _response(socket)).request_id == "after"


async def test_an_error_comes_with_its_sentence(hub: _Hub) -> None:
    socket = await hub.window()
    await _ask(socket, "ask-1", GetDevices("smell"))
    assert await _response(socket) == frames.ResponseData(
        "ask-1", 600, "there is no such kind of device", "smell"
    )


async def test_a_bug_is_answered_too(caplog: pytest.LogCaptureFixture) -> None:
    async def stumble(_request: Request, _who: Who) -> Result:
        raise ZeroDivisionError("/home/someone/secret.py")

    hub = _Hub()
    hub.server = ControlServer(stumble, TOKEN)
    application = web.Application()
    hub.server.add_to(application)
    async with serving(application) as hub.port, ClientSession() as hub.session:
        socket = await hub.window()
        await _ask(socket, "ask-1", Undo())
        response = await _response(socket)
        await hub.server.close()
    assert (response.request_id, response.status) == ("ask-1", frames.Status.INTERNAL)
    assert "secret.py" not in response.comment
    assert "ZeroDivisionError" in caplog.text


async def test_what_no_window_may_do_never_reaches_the_engine(hub: _Hub) -> None:
    socket = await hub.window()
    await _ask(socket, "ask-1", OpenViewer("v=0"))
    assert (await _response(socket)).status == frames.Status.FORBIDDEN
    assert hub.asked == []


async def test_a_slow_answer_holds_up_no_other(hub: _Hub) -> None:
    socket = await hub.window()
    await _ask(socket, "slow", StartRecording("/a.mp4"))
    await _ask(socket, "quick", Undo())
    assert (await _response(socket)).request_id == "quick"
    hub.gate.set()
    assert (await _response(socket)).result == RecordingStarted("/a.mp4")


async def test_everyone_hears_what_they_asked_for_and_no_more(hub: _Hub) -> None:
    told = [METERS, AlarmCleared("disk"), LIVE]
    everything = await hub.window(Topic.ALL)
    show = await hub.window(Topic.SHOW)
    loud = await hub.window(Topic.METERS | Topic.ALARMS)
    nothing = await hub.window()
    await until(lambda: hub.server.clients == 4)
    for event in told:
        hub.server.tell(event)
    assert [await _event(everything) for _ in told] == told
    assert await _event(show) == LIVE
    assert [await _event(loud) for _ in range(2)] == [METERS, AlarmCleared("disk")]
    await _ask(nothing, "ask-1", Undo())
    assert (await _response(nothing)).request_id == "ask-1"


async def test_unknown_topics_are_ignored(hub: _Hub) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await _next(socket)
        await _send(socket, frames.Identify(frames.IdentifyData(TOKEN, 2**40 | Topic.SHOW.value)))
        assert isinstance(await _next(socket), frames.Identified)
        await until(lambda: hub.server.clients == 1)
        hub.server.tell(LIVE)
        assert await _event(socket) == LIVE


async def test_who_left_is_forgotten(hub: _Hub) -> None:
    socket = await hub.window(Topic.ALL)
    await socket.close()
    await until(lambda: hub.server.clients == 0)
    hub.server.tell(LIVE)
    assert hub.server.dropped_clients == 0


async def test_a_burst_of_meters_costs_meters_and_no_window(hub: _Hub) -> None:
    socket = await hub.window(Topic.ALL)
    await until(lambda: hub.server.clients == 1)
    for _ in range(5000):
        hub.server.tell(METERS)  # the loop has no turn: nothing can be sent meanwhile
    hub.server.tell(LIVE)
    heard = [await _event(socket)]
    while heard[-1] != LIVE:
        heard.append(await _event(socket))
    assert 10 < len(heard) < 100
    assert hub.server.dropped_clients == 0


async def test_a_window_that_does_not_keep_up_is_let_go_and_others_stay(hub: _Hub) -> None:
    slow = await hub.window(Topic.ALARMS)
    quick = await hub.window(Topic.SHOW)
    await until(lambda: hub.server.clients == 2)
    for number in range(1100):
        hub.server.tell(AlarmCleared(f"alarm-{number}"))
    assert hub.server.dropped_clients == 1
    assert hub.server.clients == 1
    assert await _close_code(slow) == 4010
    hub.server.tell(LIVE)
    assert await _event(quick) == LIVE


async def test_a_window_that_reads_nothing_at_all_is_let_go(hub: _Hub) -> None:
    """Its socket is full as well, so that not even a farewell can be sent."""
    _reader, writer = await _deaf_window(hub)
    await until(lambda: hub.server.clients == 1)
    for _ in range(20_000):
        hub.server.tell(AlarmCleared("long" * 2000))
        await asyncio.sleep(0)
        if hub.server.dropped_clients:
            break
    assert hub.server.dropped_clients == 1
    assert hub.server.clients == 0
    await asyncio.wait_for(hub.server.close(), 5)
    writer.transport.abort()


async def _deaf_window(hub: _Hub) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Says who it is by hand, and then never reads again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", hub.port, limit=1024)
    writer.write(
        b"GET /control HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    identify = frames.Identify(frames.IdentifyData(TOKEN, Topic.ALARMS.value))
    payload = frames.encode_frame(identify)
    assert len(payload) < 126
    # A client's frame: final and binary, masked with a key of noughts (RFC 6455 §5.2).
    writer.write(bytes([0x82, 0x80 | len(payload)]) + bytes(4) + payload)
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    return reader, writer


async def test_the_end_is_told(hub: _Hub) -> None:
    socket = await hub.window()
    closing = asyncio.gather(hub.server.close(), _close_code(socket))
    assert (await asyncio.wait_for(closing, 10))[1] == 1001


async def test_alarms_reach_everybody_who_may_see_and_nobody_else(hub: _Hub) -> None:
    streamer = await hub.window(Topic.ALARMS)
    moderator = await hub.window(Topic.ALARMS, "a moderator", is_remote=True)
    viewer = await hub.window(Topic.ALL, "a viewer")
    await until(lambda: hub.server.clients == 3)
    alarm = AlarmRaised(Alarm("cam", Severity.URGENT, "The camera is gone", "Plug it in"))
    hub.server.tell(alarm)
    for socket in (streamer, moderator):
        assert await _event(socket) == alarm
    await _ask(moderator, "end", EndShow())
    assert (await _response(moderator)).status == frames.Status.FORBIDDEN
    await _ask(viewer, "see", Undo())
    assert (await _response(viewer)).status == frames.Status.FORBIDDEN  # and no alarm before it
    assert hub.asked == []


async def test_from_afar_only_paired_devices_are_let_in(hub: _Hub) -> None:
    assert await _close_code(await hub.knock(token=TOKEN, is_remote=True)) == 4009
    helper = await hub.window(NOTHING, "a moderator", is_remote=True)
    await _ask(helper, "ask-1", GetSnapshot())
    assert (await _response(helper)).status == frames.Status.SUCCESS


async def test_from_afar_any_name_will_do_but_no_web_page(hub: _Hub) -> None:
    url = f"http://127.0.0.1:{hub.remote_port}/control"
    async with hub.session.ws_connect(url, headers={"Host": "studio.lan"}) as socket:
        assert isinstance(await _next(socket), frames.Hello)
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.session.ws_connect(url, origin="https://studio.lan")
    assert caught.value.status == 403


async def test_a_device_that_is_put_out_hears_and_asks_nothing_more(hub: _Hub) -> None:
    windows = [await hub.window(Topic.SHOW, "a moderator", is_remote=True) for _ in range(2)]
    owner = await hub.window(Topic.SHOW)
    del hub.known["a moderator"]
    hub.server.put_out("d-1")
    hub.server.tell(LIVE)
    for socket in windows:
        assert await _next_kind(socket) is WSMsgType.CLOSE
        assert socket.close_code == 4009
    assert await _event(owner) == LIVE
    assert hub.server.present == (OWNER,)
    assert await _close_code(await hub.knock(token="a moderator", is_remote=True)) == 4009
    assert hub.asked == []


async def test_what_was_asked_before_and_read_after_is_not_done(hub: _Hub) -> None:
    socket = await hub.window(NOTHING, "a moderator", is_remote=True)
    await _ask(socket, "late", GetSnapshot())
    hub.server.put_out("d-1")  # before the loop had a turn to read the question
    assert await _close_code(socket) == 4009
    assert hub.asked == []


async def test_who_is_there_is_told_once_for_all_their_windows(hub: _Hub) -> None:
    helper = OTHERS["a moderator"]
    first = await hub.window(NOTHING, "a moderator")
    second = await hub.window(NOTHING, "a moderator", is_remote=True)
    owner = await hub.window()
    assert hub.present == [(helper,), (helper, OWNER)]
    hub.server.rename(Who("d-1", "Moritz", Role.MODERATOR))
    await first.close()
    await owner.close()
    await until(lambda: hub.server.clients == 1)
    await second.close()
    await until(lambda: hub.server.clients == 0)
    renamed = Who("d-1", "Moritz", Role.MODERATOR)
    assert set(hub.present[2]) == {renamed, OWNER}
    assert hub.present[3:] == [(renamed,), ()]
    assert hub.server.present == ()


async def test_one_device_opens_so_many_windows_and_no_more(hub: _Hub) -> None:
    windows = [await hub.window(NOTHING, "a moderator", is_remote=True) for _ in range(4)]
    fifth = await hub.knock(token="a moderator", is_remote=True)
    assert await _close_code(fifth) == 4008
    windows += [await hub.window() for _ in range(5)]
    await until(lambda: hub.server.clients == len(windows))


async def test_who_guesses_from_afar_is_shut_out_for_a_while(hub: _Hub) -> None:
    for number in range(10):
        assert await _close_code(await hub.knock(token=f"no {number}", is_remote=True)) == 4009
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.knock(token="a moderator", is_remote=True)
    assert caught.value.status == 429
    socket = await hub.window()  # this machine's own windows are not concerned
    await socket.close()


async def test_a_client_that_asks_and_asks_is_read_no_faster_than_answered(hub: _Hub) -> None:
    socket = await hub.window()
    for number in range(70):
        await _ask(socket, f"ask-{number}", StartRecording("/a.mp4"))
    await until(lambda: len(hub.asked) == 64)
    other = await hub.window()  # whoever else there is goes on meanwhile
    assert len(hub.asked) == 64
    await other.close()
    hub.gate.set()
    for _ in range(70):
        assert (await _response(socket)).status == frames.Status.SUCCESS

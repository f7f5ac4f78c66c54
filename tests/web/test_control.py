"""The control socket: who is let in, what is answered, who hears what, who is let go."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, WSServerHandshakeError, web

from studio.core.messages import envelope as frames
from studio.core.messages.events import (
    AlarmCleared,
    AlarmRaised,
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
from studio.core.status import Alarm, Severity
from studio.core.team import OWNER, Who
from studio.web.control import ControlServer
from tests.support.control_hub import (
    LIVE,
    METERS,
    NOTHING,
    OTHERS,
    TOKEN,
    ControlHub,
    ask,
    close_code,
    next_event,
    next_frame,
    next_response,
    opened_hub,
    send,
)
from tests.support.site import serving
from tests.support.waiting import until


@pytest.fixture
async def hub() -> AsyncIterator[ControlHub]:
    async with opened_hub() as hub:
        yield hub


async def test_a_window_is_let_in_and_answered(hub: ControlHub) -> None:
    socket = await hub.window()
    await ask(socket, "ask-1", Undo())
    assert await next_response(socket) == frames.ResponseData("ask-1", result=Done())
    assert hub.asked == [Undo()]
    assert hub.server.clients == 1


async def test_who_answers_is_told_who_asks(hub: ControlHub) -> None:
    owner = await hub.window()
    moderator = await hub.window(NOTHING, "a moderator")
    for socket in (owner, moderator):
        await ask(socket, "ask-1", GetSnapshot())
        await next_response(socket)
    assert hub.askers == [OWNER, OTHERS["a moderator"]]


async def test_messages_may_come_as_text(hub: ControlHub) -> None:
    socket = await hub.window()
    await socket.send_str('{"op":6,"d":{"requestId":"a","request":{"type":"Undo"}}}')
    assert (await next_response(socket)).status == frames.Status.SUCCESS


@pytest.mark.parametrize(
    "first",
    [
        frames.encode_frame(frames.RequestFrame(frames.RequestData("ask-1", Undo()))),
        frames.encode_frame(frames.Hello(frames.HelloData("1"))),
        b"noise",
        b"",
    ],
)
async def test_nobody_is_heard_before_saying_who_they_are(hub: ControlHub, first: bytes) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await next_frame(socket)
        await socket.send_bytes(first)
        assert await close_code(socket) == 4007
    assert hub.asked == []


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x", TOKEN[:-1], "т" * 20])
async def test_a_wrong_token_is_closed_with_4009(
    hub: ControlHub, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await next_frame(socket)
        await send(socket, frames.Identify(frames.IdentifyData(token, Topic.ALL.value)))
        assert await close_code(socket) == 4009
    hub.server.tell(LIVE)
    assert hub.server.clients == 0
    assert "control token refused" in caplog.text
    assert not token or token not in caplog.text


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "https://example.com", "null"])
async def test_a_web_page_is_never_let_in(hub: ControlHub, origin: str) -> None:
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
    hub: ControlHub, host: str, is_ours: bool
) -> None:
    headers = {"Host": host.format(hub.port)}
    if is_ours:
        async with hub.session.ws_connect(hub.url, headers=headers) as socket:
            assert isinstance(await next_frame(socket), frames.Hello)
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
    hub: ControlHub, message: bytes, named: str
) -> None:
    socket = await hub.window()
    await socket.send_bytes(message)
    refused = await next_response(socket)
    assert refused.status == frames.Status.BAD_INPUT
    assert named in f"{refused.where}: {refused.comment}"
    await ask(socket, "after", Undo())
    assert (await next_response(socket)).request_id == "after"


async def test_an_error_comes_with_its_sentence(hub: ControlHub) -> None:
    socket = await hub.window()
    await ask(socket, "ask-1", GetDevices("smell"))
    assert await next_response(socket) == frames.ResponseData(
        "ask-1", 600, "there is no such kind of device", "smell"
    )


async def test_a_bug_is_answered_too(caplog: pytest.LogCaptureFixture) -> None:
    async def stumble(_request: Request, _who: Who) -> Result:
        raise ZeroDivisionError("/home/someone/secret.py")

    hub = ControlHub()
    hub.server = ControlServer(stumble, TOKEN)
    application = web.Application()
    hub.server.add_to(application)
    async with serving(application) as hub.port, ClientSession() as hub.session:
        socket = await hub.window()
        await ask(socket, "ask-1", Undo())
        response = await next_response(socket)
        await hub.server.close()
    assert (response.request_id, response.status) == ("ask-1", frames.Status.INTERNAL)
    assert "secret.py" not in response.comment
    assert "ZeroDivisionError" in caplog.text


async def test_what_no_window_may_do_never_reaches_the_engine(hub: ControlHub) -> None:
    socket = await hub.window()
    await ask(socket, "ask-1", OpenViewer("v=0"))
    assert (await next_response(socket)).status == frames.Status.FORBIDDEN
    assert hub.asked == []


async def test_a_slow_answer_holds_up_no_other(hub: ControlHub) -> None:
    socket = await hub.window()
    await ask(socket, "slow", StartRecording("/a.mp4"))
    await ask(socket, "quick", Undo())
    assert (await next_response(socket)).request_id == "quick"
    hub.gate.set()
    assert (await next_response(socket)).result == RecordingStarted("/a.mp4")


async def test_everyone_hears_what_they_asked_for_and_no_more(hub: ControlHub) -> None:
    told = [METERS, AlarmCleared("disk"), LIVE]
    everything = await hub.window(Topic.ALL)
    show = await hub.window(Topic.SHOW)
    loud = await hub.window(Topic.METERS | Topic.ALARMS)
    nothing = await hub.window()
    await until(lambda: hub.server.clients == 4)
    for event in told:
        hub.server.tell(event)
    assert [await next_event(everything) for _ in told] == told
    assert await next_event(show) == LIVE
    assert [await next_event(loud) for _ in range(2)] == [METERS, AlarmCleared("disk")]
    await ask(nothing, "ask-1", Undo())
    assert (await next_response(nothing)).request_id == "ask-1"


async def test_unknown_topics_are_ignored(hub: ControlHub) -> None:
    async with hub.session.ws_connect(hub.url) as socket:
        await next_frame(socket)
        await send(socket, frames.Identify(frames.IdentifyData(TOKEN, 2**40 | Topic.SHOW.value)))
        assert isinstance(await next_frame(socket), frames.Identified)
        await until(lambda: hub.server.clients == 1)
        hub.server.tell(LIVE)
        assert await next_event(socket) == LIVE


async def test_who_left_is_forgotten(hub: ControlHub) -> None:
    socket = await hub.window(Topic.ALL)
    await socket.close()
    await until(lambda: hub.server.clients == 0)
    hub.server.tell(LIVE)
    assert hub.server.dropped_clients == 0


async def test_a_burst_of_meters_costs_meters_and_no_window(hub: ControlHub) -> None:
    socket = await hub.window(Topic.ALL)
    await until(lambda: hub.server.clients == 1)
    for _ in range(5000):
        hub.server.tell(METERS)  # the loop has no turn: nothing can be sent meanwhile
    hub.server.tell(LIVE)
    heard = [await next_event(socket)]
    while heard[-1] != LIVE:
        heard.append(await next_event(socket))
    assert 10 < len(heard) < 100
    assert hub.server.dropped_clients == 0


async def test_a_window_that_does_not_keep_up_is_let_go_and_others_stay(hub: ControlHub) -> None:
    slow = await hub.window(Topic.ALARMS)
    quick = await hub.window(Topic.SHOW)
    await until(lambda: hub.server.clients == 2)
    for number in range(1100):
        hub.server.tell(AlarmCleared(f"alarm-{number}"))
    assert hub.server.dropped_clients == 1
    assert hub.server.clients == 1
    assert await close_code(slow) == 4010
    hub.server.tell(LIVE)
    assert await next_event(quick) == LIVE


async def test_a_window_that_reads_nothing_at_all_is_let_go(hub: ControlHub) -> None:
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


async def _deaf_window(hub: ControlHub) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
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


async def test_the_end_is_told(hub: ControlHub) -> None:
    socket = await hub.window()
    closing = asyncio.gather(hub.server.close(), close_code(socket))
    assert (await asyncio.wait_for(closing, 10))[1] == 1001


async def test_alarms_reach_everybody_who_may_see_and_nobody_else(hub: ControlHub) -> None:
    streamer = await hub.window(Topic.ALARMS)
    moderator = await hub.window(Topic.ALARMS, "a moderator", is_remote=True)
    viewer = await hub.window(Topic.ALL, "a viewer")
    await until(lambda: hub.server.clients == 3)
    alarm = AlarmRaised(Alarm("cam", Severity.URGENT, "The camera is gone", "Plug it in"))
    hub.server.tell(alarm)
    for socket in (streamer, moderator):
        assert await next_event(socket) == alarm
    await ask(moderator, "end", EndShow())
    assert (await next_response(moderator)).status == frames.Status.FORBIDDEN
    await ask(viewer, "see", Undo())
    assert (await next_response(viewer)).status == frames.Status.FORBIDDEN  # and no alarm before it
    assert hub.asked == []

"""Rubbish on the sockets: refused or let go, and whoever behaves beside it notices nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.answer import result_of
from studio.core.clock import SystemClock
from studio.core.errors import BadInputError, StudioError
from studio.core.messages import envelope as frames
from studio.core.messages.events import MessagesAdded, Topic
from studio.core.messages.requests import Request, Undo
from studio.core.messages.results import Done, Result
from studio.core.room import RoomMessage
from studio.core.team import Who
from studio.web.chat_page import ChatPage
from studio.web.control import ControlServer
from tests.support.chat_messages import message
from tests.support.site import serving
from tests.web.test_chat_page import PlayedRoom

TOKEN = "the token of this test"
_OVER = frames.MAX_MESSAGE_BYTES + 1
RUBBISH: dict[str, bytes | str] = {
    "nothing": b"",
    "zeros": b"\0" * 4096,
    "half a frame": b'{"op":6,"d":{"requestId":"a"',
    "no UTF-8": b'{"op":6,"d":"\xff\xfe"}',
    "deep": b'{"op":' * 20_000,
    "a list": "[]",
    "null": "null",
    "another op": '{"op":99,"d":{}}',
    "a number beyond all": '{"op":6,"d":{"requestId":"a","request":1e999999}}',
    "an unknown request": '{"op":6,"d":{"requestId":"a","request":{"type":"DropTables"}}}',
    "identified again": '{"op":1,"d":{"token":"x","eventSubscriptions":0}}',
}


@dataclass
class Hub:
    """Control socket and viewer page on one port, and what was asked for."""

    control: ControlServer
    page: ChatPage
    asked: list[Request]
    http: aiohttp.ClientSession
    url: str

    async def window(self) -> ClientWebSocketResponse:
        """One that was let in."""
        socket = await self.http.ws_connect(f"{self.url}/control", max_msg_size=0)
        await socket.receive(10)
        data = frames.IdentifyData(TOKEN, Topic.CHAT.value, "test")
        await socket.send_bytes(frames.encode_frame(frames.Identify(data)))
        await socket.receive(10)
        return socket

    async def reader(self) -> ClientWebSocketResponse:
        """An open page, greeted."""
        socket = await self.http.ws_connect(f"{self.url}/api/chat", headers={"Origin": self.url})
        assert json.loads((await socket.receive(10)).data)["type"] == "hello"
        return socket


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    asked: list[Request] = []

    async def answer(request: Request, who: Who) -> Result:
        del who
        asked.append(request)
        return Done()

    control = ControlServer(answer, TOKEN)
    page = ChatPage(PlayedRoom(), lambda: b"key", SystemClock())
    application = web.Application()
    control.add_to(application)
    page.add_to(application)
    async with serving(application) as port, aiohttp.ClientSession() as http:
        yield Hub(control, page, asked, http, f"http://127.0.0.1:{port}")
        await http.close()
        await page.close()
        await control.close()


async def _is_answered(window: ClientWebSocketResponse) -> bool:
    """Whether a window that behaves is served."""
    ask = frames.RequestFrame(frames.RequestData("fine", Undo()))
    await window.send_bytes(frames.encode_frame(ask))
    while True:
        told = await window.receive(10)
        if told.type is not WSMsgType.BINARY:
            return False
        frame = frames.decode_frame(told.data, "test")
        if isinstance(frame, frames.ResponseFrame) and frame.d.request_id == "fine":
            return frame.d.result == Done()


async def _send(socket: ClientWebSocketResponse, data: bytes | str) -> None:
    await (socket.send_str(data) if isinstance(data, str) else socket.send_bytes(data))


async def test_rubbish_at_the_control_socket_is_refused_and_asks_for_nothing(hub: Hub) -> None:
    window, hostile = await hub.window(), await hub.window()
    for name, data in RUBBISH.items():
        await _send(hostile, data)
        told = await hostile.receive(10)
        assert told.type is WSMsgType.BINARY, name
        frame = frames.decode_frame(told.data, name)
        assert isinstance(frame, frames.ResponseFrame), name
        with pytest.raises(StudioError):
            result_of(frame.d)
    assert hub.asked == []
    assert await _is_answered(hostile), "one bad frame costs only itself"
    assert await _is_answered(window)


async def test_too_large_a_frame_costs_its_sender_the_line(hub: Hub) -> None:
    window, hostile = await hub.window(), await hub.window()
    await hostile.send_bytes(b"x" * _OVER)
    while (await hostile.receive(10)).type is WSMsgType.BINARY:
        continue
    assert hostile.close_code == 1009
    assert await _is_answered(window)
    assert hub.asked == [Undo()]


@pytest.mark.parametrize("data", [b"\0\1\2", "hello", "x" * 100_000, b"y" * 100_000, "", b""])
async def test_a_page_that_speaks_is_let_go_and_others_read_on(hub: Hub, data: bytes | str) -> None:
    reader, hostile = await hub.reader(), await hub.reader()
    await _send(hostile, data)
    told = await hostile.receive(10)
    assert told.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING), told
    hub.page.hear(MessagesAdded((RoomMessage(1, message("still here")),)))
    said = json.loads((await reader.receive(10)).data)
    assert said["messages"][0]["parts"] == [["text", "still here"]]
    assert hub.page.readers == 1


async def test_a_hundred_bad_pages_at_once_leave_nothing_behind(hub: Hub) -> None:
    reader = await hub.reader()

    async def come_and_go() -> None:
        async with hub.http.ws_connect(
            f"{hub.url}/api/chat", headers={"Origin": hub.url}
        ) as socket:
            await socket.send_bytes(b"\xff" * 2000)
            while (await socket.receive(10)).type in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue

    for _ in range(4):
        await asyncio.gather(*(come_and_go() for _ in range(25)))
    assert hub.page.readers == 1
    hub.page.hear(MessagesAdded((RoomMessage(1, message("still here")),)))
    assert "still here" in (await reader.receive(10)).data


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_any_bytes_are_a_frame_or_one_error(data: bytes | str) -> None:
    try:
        frame = frames.decode_frame(data, "test")
    except BadInputError:
        return
    assert frames.decode_frame(frames.encode_frame(frame), "test") == frame

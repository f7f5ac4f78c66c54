import msgspec
import pytest
from aiohttp import WSMessage, WSMsgType

from studio.web.obs_socket.codes import Close, Op
from studio.web.obs_socket.wire import JSON, MSGPACK, BadMessage, Wire


def text(data: str) -> WSMessage:
    return WSMessage(WSMsgType.TEXT, data, None)


def binary(data: bytes) -> WSMessage:
    return WSMessage(WSMsgType.BINARY, data, None)


@pytest.mark.parametrize("protocol", [None, JSON])
def test_json_is_spoken_unless_something_else_is_named(protocol: str | None) -> None:
    wire = Wire(protocol)
    sent = wire.encode(Op.EVENT, {"名": 1})
    assert wire.decode(text(sent.decode())) == (5, {"名": 1})


def test_messagepack_is_spoken_when_it_is_named() -> None:
    wire = Wire(MSGPACK)
    assert wire.decode(binary(wire.encode(Op.REQUEST, {"a": [1, None]}))) == (6, {"a": [1, None]})
    assert msgspec.msgpack.decode(wire.encode(Op.HELLO, {})) == {"op": 0, "d": {}}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (text("{"), Close.MESSAGE_DECODE),
        (text("[" * 5000), Close.MESSAGE_DECODE),
        (binary(b"\x80"), Close.MESSAGE_DECODE),
        (text("[]"), Close.MISSING_FIELD),
        (text('{"d": {}}'), Close.MISSING_FIELD),
        (text('{"op": "6", "d": {}}'), Close.FIELD_TYPE),
        (text('{"op": 6}'), Close.FIELD_TYPE),
    ],
)
def test_what_cannot_be_read_has_its_code(message: WSMessage, code: Close) -> None:
    with pytest.raises(BadMessage) as caught:
        Wire(JSON).decode(message)
    assert caught.value.code is code

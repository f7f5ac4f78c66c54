"""Messages as JSON or MessagePack, whichever the client's subprotocol names."""

from typing import Any

import msgspec
from aiohttp import WSMessage, WSMsgType, web

from studio.web.obs_socket.codes import Close, Op

JSON = "obswebsocket.json"
MSGPACK = "obswebsocket.msgpack"
PROTOCOLS = (JSON, MSGPACK)


class BadMessage(Exception):
    """A message that ends the connection: a close code and why."""

    def __init__(self, code: Close, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


class Wire:
    """One side of a connection's language."""

    def __init__(self, protocol: str | None) -> None:
        self.is_binary = protocol == MSGPACK

    async def send(self, socket: web.WebSocketResponse, op: Op, data: dict[str, Any]) -> None:
        """Send one message; ConnectionError when nobody is there any more."""
        await self.send_data(socket, self.encode(op, data))

    async def send_data(self, socket: web.WebSocketResponse, data: bytes) -> None:
        """Send what `encode` gave."""
        if self.is_binary:
            await socket.send_bytes(data)
        else:
            await socket.send_str(data.decode())

    def encode(self, op: Op, data: dict[str, Any]) -> bytes:
        """The message's bytes."""
        message = {"op": int(op), "d": data}
        encode = msgspec.msgpack.encode if self.is_binary else msgspec.json.encode
        return encode(message)

    def decode(self, message: WSMessage) -> tuple[int, dict[str, Any]]:
        """Number and data. Raises BadMessage."""
        wanted = WSMsgType.BINARY if self.is_binary else WSMsgType.TEXT
        if message.type is not wanted:
            raise BadMessage(Close.MESSAGE_DECODE, "a message of another kind was agreed upon")
        decode = msgspec.msgpack.decode if self.is_binary else msgspec.json.decode
        try:
            found = decode(message.data)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise BadMessage(Close.MESSAGE_DECODE, "the message cannot be read") from error
        if not isinstance(found, dict) or "op" not in found:
            raise BadMessage(Close.MISSING_FIELD, "the message has no `op`")
        op, data = found["op"], found.get("d")
        if not isinstance(op, int) or not isinstance(data, dict):
            raise BadMessage(Close.FIELD_TYPE, "`op` is a number and `d` an object")
        return op, data

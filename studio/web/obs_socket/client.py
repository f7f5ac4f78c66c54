"""One connection of a remote control: proves its password, asks, and hears what it wanted."""

import asyncio
import logging
from typing import Any

from aiohttp import WSMsgType, web

from studio.core.tasks import TaskGroupKeeper
from studio.web.obs_socket.answering import answer, answer_batch
from studio.web.obs_socket.auth import Question
from studio.web.obs_socket.book import Desk, Told
from studio.web.obs_socket.codes import (
    RPC_VERSION,
    WEBSOCKET_VERSION,
    Close,
    Events,
    Op,
)
from studio.web.obs_socket.wire import BadMessage, Wire

_log = logging.getLogger("studio.web.obs_socket.client")

_IDENTIFY_S = 10.0
_QUEUE_MESSAGES = 500
_METERS_UNTIL = 20
_MOST_EVENTS = 0xFFFFFFFF


class ObsClient:
    """All on the hub's event loop. ``since_ns``: monotonic, when it came."""

    def __init__(
        self, socket: web.WebSocketResponse, desk: Desk, address: str, program: str, since_ns: int
    ) -> None:
        self.address = address
        self.program = program
        self.since_ns = since_ns
        self.socket = socket
        self._desk = desk
        self._wire = Wire(socket.ws_protocol)
        self._events = Events(0)
        self._out: asyncio.Queue[bytes] = asyncio.Queue(_QUEUE_MESSAGES)
        self._tasks = TaskGroupKeeper("obs-client")
        self._is_in = False

    @property
    def wants_meters(self) -> bool:
        """Whether levels are to be sent to it."""
        return self._is_in and bool(self._events & Events.VOLUME_METERS)

    async def serve(self, password: str) -> None:
        """From hello to the end."""
        question = Question()
        hello = {
            "obsWebSocketVersion": WEBSOCKET_VERSION,
            "rpcVersion": RPC_VERSION,
            "authentication": {"challenge": question.challenge, "salt": question.salt},
        }
        try:
            await self._wire.send(self.socket, Op.HELLO, hello)
            await self._identify(question, password)
            self._tasks.start(self._write(), "write")
            await self._read()
        except BadMessage as bad:
            await self.close(bad.code, bad.why)
        except (ConnectionError, RuntimeError):
            _log.info("remote control was lost", extra={"place": self.address})
        finally:
            self._is_in = False
            await self._tasks.close()

    def hear(self, told: Told) -> None:
        """Send an event, if it was subscribed to; one who does not keep up is let go."""
        if not self._is_in or not self._events & told.topic:
            return
        if told.topic is Events.VOLUME_METERS and self._out.qsize() > _METERS_UNTIL:
            return
        data = {"eventType": told.name, "eventIntent": int(told.topic), "eventData": told.data}
        self._put(self._wire.encode(Op.EVENT, data))

    async def close(self, code: int, why: str) -> None:
        """Let it go, with a reason."""
        await self.socket.close(code=code, message=why.encode()[:120])

    async def _identify(self, question: Question, password: str) -> None:
        try:
            message = await self.socket.receive(timeout=_IDENTIFY_S)
        except TimeoutError as error:
            raise BadMessage(Close.NOT_IDENTIFIED, "identify first") from error
        if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
            raise ConnectionResetError
        op, data = self._wire.decode(message)
        if op != Op.IDENTIFY:
            raise BadMessage(Close.NOT_IDENTIFIED, "identify first")
        if "rpcVersion" not in data:
            raise BadMessage(Close.MISSING_FIELD, "`rpcVersion` is missing")
        if data["rpcVersion"] != RPC_VERSION:
            raise BadMessage(Close.RPC_VERSION, f"the version {RPC_VERSION} is spoken here")
        if not question.is_answered_by(password, data.get("authentication")):
            _log.warning("remote control with a wrong password", extra={"place": self.address})
            raise BadMessage(Close.AUTHENTICATION, "the password is wrong")
        await self._subscribe(data, Events.ALL)

    async def _subscribe(self, data: dict[str, Any], default: Events) -> None:
        wanted = data.get("eventSubscriptions", int(default))
        if isinstance(wanted, bool) or not isinstance(wanted, int):
            raise BadMessage(Close.FIELD_TYPE, "`eventSubscriptions` is a number")
        self._events = Events(wanted & _MOST_EVENTS)
        self._is_in = True
        await self._wire.send(self.socket, Op.IDENTIFIED, {"negotiatedRpcVersion": RPC_VERSION})

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            op, data = self._wire.decode(message)
            self._desk.messages_in += 1
            if op == Op.REIDENTIFY:
                await self._subscribe(data, self._events)
            elif op == Op.REQUEST:
                self._tasks.start(self._respond(data), "respond")
            elif op == Op.BATCH:
                self._tasks.start(self._respond_to_batch(data), "respond-to-batch")
            elif op == Op.IDENTIFY:
                raise BadMessage(Close.ALREADY_IDENTIFIED, "identified already")
            else:
                raise BadMessage(Close.UNKNOWN_OP, "this `op` is none of a client's")

    async def _respond(self, request: dict[str, Any]) -> None:
        self._put(self._wire.encode(Op.RESPONSE, await answer(self._desk, request)))

    async def _respond_to_batch(self, batch: dict[str, Any]) -> None:
        self._put(self._wire.encode(Op.BATCH_RESPONSE, await answer_batch(self._desk, batch)))

    def _put(self, data: bytes) -> None:
        try:
            self._out.put_nowait(data)
        except asyncio.QueueFull:
            self._is_in = False
            self._tasks.start(self.close(Close.INVALIDATED, "too slow"), "drop")

    async def _write(self) -> None:
        while not self.socket.closed:
            data = await self._out.get()
            try:
                await self._wire.send_data(self.socket, data)
            except (ConnectionError, RuntimeError):
                return
            self._desk.messages_out += 1

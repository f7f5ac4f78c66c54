"""bilibili's Open Live: signed requests, a session, and a socket that speaks in packets."""

import hashlib
import hmac
import itertools
import json
import struct
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.fake_site import FakeSite
from tests.support.bilibili_packets import event, packed, packet, words

APP_ID, ACCESS_KEY, ACCESS_SECRET, CODE = 42, "key", "secret", "CODE"
_AUTH = '{"roomid":7,"key":"let-me-in"}'


class FakeBilibili(FakeSite):
    """One room, 7. ``calls``: requests that were signed rightly, with their bodies."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.code = CODE
        self.answers: list[int] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.games: set[str] = set()
        self.beats = 0
        self.packing = itertools.cycle((0, 2, 3))
        self._ids = itertools.count(1)
        for path in ("start", "heartbeat", "end"):
            self.app.router.add_post(f"/v2/app/{path}", self._app_call)
        self.app.router.add_get("/ws", self._ws)

    def is_failing(self, request: web.Request) -> bool:
        """Failures are for the start."""
        return bool(self.failures) and request.path == "/v2/app/start"

    async def say(self, message_id: str, text: str) -> None:
        """Somebody writes; packed this way and that."""
        await self.tell("DM", words(message_id, text))

    async def tell(self, cmd: str, data: dict[str, Any]) -> None:
        """An event to everybody."""
        packing = next(self.packing)
        one = event(cmd, data)
        await self.send(packed(one, packing) if packing else one)

    async def send(self, data: bytes) -> None:
        """As it is."""
        for socket in list(self.sockets):
            await socket.send_bytes(data)

    async def cut(self) -> None:
        """Close every socket."""
        for socket in list(self.sockets):
            await socket.close()

    async def _app_call(self, request: web.Request) -> web.Response:
        data = await request.read()
        if not _is_signed(request, data):
            return _said(4002, "签名异常")
        body = json.loads(data)
        name = request.path.rpartition("/")[2]
        self.calls.append((name, body))
        if self.answers:
            return _said(self.answers.pop(0), "later")
        if name == "start":
            return self._start(body)
        if body["game_id"] not in self.games:
            return _said(7003, "心跳过期")
        if name == "end":
            self.games.discard(body["game_id"])
        return _said(0, "ok")

    def _start(self, body: dict[str, Any]) -> web.Response:
        if body != {"code": self.code, "app_id": APP_ID}:
            return _said(7007, "身份码错误")
        if self.games:
            return _said(7002, "房间重复游戏")
        game = f"game-{next(self._ids)}"
        self.games.add(game)
        dead = "ws://127.0.0.1:9/dead"
        return _said(
            0,
            "ok",
            {
                "game_info": {"game_id": game},
                "websocket_info": {"auth_body": _AUTH, "wss_link": [dead, self.ws_url]},
                "anchor_info": {"room_id": 7, "uname": "泥人张", "open_id": "o1"},
            },
        )

    async def _ws(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        try:
            async for message in socket:
                if message.type is WSMsgType.BINARY:
                    await self._answer(socket, message.data)
        finally:
            if socket in self.sockets:
                self.sockets.remove(socket)
        return socket

    async def _answer(self, socket: web.WebSocketResponse, data: bytes) -> None:
        total, header, _, operation, _ = struct.unpack(">IHHII", data[:16])
        if (total, header) != (len(data), 16):
            await socket.close()
        elif operation == 7:
            is_right = data[16:] == _AUTH.encode()
            await socket.send_bytes(packet(8, b'{"code":0}' if is_right else b'{"code":-101}'))
            self.sockets.append(socket)
        elif operation == 2 and socket in self.sockets:
            self.beats += 1
            await socket.send_bytes(packet(3, b"\x00\x00\x00\x2a", 1))


def _is_signed(request: web.Request, data: bytes) -> bool:
    """As the documents say: the ``x-bili`` headers sorted, one a line, and HMAC-SHA256."""
    names = sorted(name for name in request.headers if name.lower().startswith("x-bili-"))
    text = "\n".join(f"{name.lower()}:{request.headers[name]}" for name in names)
    wanted = hmac.new(ACCESS_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return (
        len(names) == 6
        and request.headers.get("Authorization") == wanted
        and request.headers.get("x-bili-content-md5") == digest
        and request.headers.get("x-bili-accesskeyid") == ACCESS_KEY
    )


def _said(code: int, message: str, data: Any = None) -> web.Response:
    return web.json_response({"code": code, "message": message, "request_id": "1", "data": data})

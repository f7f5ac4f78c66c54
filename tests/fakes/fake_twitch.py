"""Twitch's EventSub and API as far as a chat needs them; pyTwitchAPI gets along with it too."""

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, web

from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_twitch_login import CLIENT, FakeTwitchLogin

ROOM = "900"
_AT = "2026-11-25T20:00:00.123456789Z"


@dataclass
class Socket:
    """A client's connection; ``subscriptions``: kind to its id."""

    session_id: str
    socket: web.WebSocketResponse
    subscriptions: dict[str, str] = field(default_factory=dict)


@dataclass
class FakeTwitch(FakeTwitchLogin):
    """One room, clay (900). ``acts``: what was done in it, in order."""

    keepalive_s: float = 10
    grace_s: float = 10
    is_moderator: bool = True
    sockets: list[Socket] = field(default_factory=list)
    acts: list[tuple[Any, ...]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    was_spoken_to: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self._moving: dict[str, Socket] = {}
        self._ids = itertools.count(1)
        self._tasks = TaskGroupKeeper("twitch")
        router = self.app.router
        router.add_get("/ws", self._ws)
        router.add_get("/helix/users", self._users)
        router.add_post("/helix/eventsub/subscriptions", self._subscribe)
        router.add_post("/helix/chat/messages", self._send)
        router.add_delete("/helix/moderation/chat", self._delete)
        router.add_post("/helix/moderation/bans", self._ban)
        router.add_delete("/helix/moderation/bans", self._readmit)

    @property
    def helix_url(self) -> str:
        return f"{self.url}/helix"

    def is_failing(self, request: web.Request) -> bool:
        """Failures are for sockets."""
        return bool(self.failures) and request.path == "/ws"

    async def say(self, message_id: str, text: str, **more: Any) -> None:
        """Ben writes."""
        words = {"text": text, "fragments": [{"type": "text", "text": text}]}
        event = {
            **_room(), **_person("chatter", "200", "Ben"),
            "message_id": message_id, "message": words, "message_type": "text",
            "badges": [{"set_id": "moderator", "id": "1", "info": ""}],
            "cheer": None, "color": "#00FF7F", "reply": None,
            "channel_points_custom_reward_id": None, **more,
        }  # fmt: skip
        await self.notify("channel.chat.message", event, f"envelope-{message_id}")

    async def notify(self, kind: str, event: Any, envelope_id: str = "") -> None:
        """To every socket that subscribed."""
        number = envelope_id or f"envelope-{next(self._ids)}"
        for client in [one for one in self.sockets if kind in one.subscriptions]:
            subscription = self._described(kind, client)
            payload = {"subscription": subscription, "event": event}
            extra = {"subscription_type": kind, "subscription_version": "1"}
            await client.socket.send_json(_message("notification", payload, number, **extra))

    async def revoke(self, status: str) -> None:
        """Twitch ends the subscription to messages."""
        for client in list(self.sockets):
            described = self._described("channel.chat.message", client)
            payload = {"subscription": {**described, "status": status}}
            await client.socket.send_json(_message("revocation", payload, "revoked"))

    async def move(self) -> Socket:
        """Ask the first client to go on elsewhere; its old socket stays open until it goes."""
        client = self.sockets[0]
        self._moving[client.session_id] = client
        session = {
            "id": client.session_id,
            "status": "reconnecting",
            "keepalive_timeout_seconds": None,
            "reconnect_url": f"{self.ws_url}?from={client.session_id}",
            "connected_at": _AT,
        }
        await client.socket.send_json(_message("session_reconnect", {"session": session}, "move"))
        return client

    async def cut(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Close every connection."""
        for client in list(self.sockets):
            await client.socket.close(code=code)

    async def _ws(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        client = Socket(f"session-{next(self._ids)}", socket)
        before = self._moving.pop(request.query.get("from", ""), None)
        if before is not None:
            client.subscriptions = before.subscriptions
            before.subscriptions = {}
        session = {
            "id": client.session_id,
            "status": "connected",
            "connected_at": _AT,
            "keepalive_timeout_seconds": self.keepalive_s,
            "reconnect_url": None,
        }
        await socket.send_json(_message("session_welcome", {"session": session}, "welcome"))
        self.sockets.append(client)
        loop = asyncio.get_running_loop()
        unused = loop.call_later(self.grace_s, self._end_unused, client)
        try:
            async for _ in socket:
                self.was_spoken_to = True
                await socket.close(code=4001)
        finally:
            unused.cancel()
            self.sockets.remove(client)
            await self._tasks.close()
        return socket

    def _end_unused(self, client: Socket) -> None:
        if not client.subscriptions:
            self._tasks.start(client.socket.close(code=4003), "unused")

    def _who(self, request: web.Request, scope: str) -> web.Response | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if request.headers.get("Client-Id") != CLIENT or scheme != "Bearer":
            return _no(401, "Client ID and OAuth token do not match")
        if token not in self.access:
            return _no(401, "Invalid OAuth token")
        if scope and scope not in self.access[token]:
            return _no(401, f"Missing scope: {scope}")
        return None

    def _moderates(self, request: web.Request, scope: str) -> web.Response | None:
        query = request.query
        if (query.get("broadcaster_id"), query.get("moderator_id")) != (ROOM, "100"):
            return _no(400, "The ID in broadcaster_id is wrong")
        if not self.is_moderator:
            return _no(403, "The user in moderator_id is not one of the broadcaster's moderators.")
        return self._who(request, scope)

    async def _users(self, request: web.Request) -> web.Response:
        found = {"clay": ROOM, "anna": "100"}.get(request.query.get("login", ""))
        listed = [{"id": found, "login": request.query["login"]}] if found else []
        return self._who(request, "") or web.json_response({"data": listed})

    async def _subscribe(self, request: web.Request) -> web.Response:
        body = await request.json()
        if refused := self._who(request, "user:read:chat"):
            return refused
        wanted = {"broadcaster_user_id": ROOM, "user_id": "100"}
        if body["condition"] != wanted or body["transport"]["method"] != "websocket":
            return _no(400, "The condition is wrong")
        if self.refusals:
            return web.json_response(self.refusals.pop(0), status=403)
        named = body["transport"]["session_id"]
        client = next((one for one in self.sockets if one.session_id == named), None)
        if client is None:
            return _no(400, "websocket transport session does not exist")
        if body["type"] in client.subscriptions:
            return _no(409, "subscription already exists")
        client.subscriptions[body["type"]] = f"subscription-{next(self._ids)}"
        described = self._described(body["type"], client)
        totals = {"total": len(client.subscriptions), "total_cost": 0, "max_total_cost": 10}
        return web.json_response({"data": [described], **totals}, status=202)

    async def _send(self, request: web.Request) -> web.Response:
        # Twitch takes what is to be sent in the address too, and pyTwitchAPI does it that way.
        body = dict(request.query) or await request.json()
        if refused := self._who(request, "user:write:chat"):
            return refused
        if (body["broadcaster_id"], body["sender_id"]) != (ROOM, "100"):
            return _no(400, "The ID in broadcaster_id is wrong")
        is_sent = body["message"] != "spam"
        why = None if is_sent else {"code": "msg_rejected", "message": "held by AutoMod"}
        if is_sent:
            self.acts.append(("send", body["message"], body.get("reply_parent_message_id", "")))
        sent = {"message_id": f"m{next(self._ids)}", "is_sent": is_sent, "drop_reason": why}
        return web.json_response({"data": [sent]})

    async def _delete(self, request: web.Request) -> web.Response:
        if refused := self._moderates(request, "moderator:manage:chat_messages"):
            return refused
        self.acts.append(("delete", request.query["message_id"]))
        return web.Response(status=204)

    async def _ban(self, request: web.Request) -> web.Response:
        if refused := self._moderates(request, "moderator:manage:banned_users"):
            return refused
        data = (await request.json())["data"]
        if not 1 <= data.get("duration", 1) <= 1_209_600 or len(data.get("reason", "")) > 500:
            return _no(400, "The duration or the reason is too long")
        self.acts.append(("ban", data["user_id"], data.get("duration", 0), data.get("reason", "")))
        banned = {
            "broadcaster_id": ROOM, "moderator_id": "100", "user_id": data["user_id"],
            "created_at": "2026-11-25T20:00:00Z", "end_time": None,
        }  # fmt: skip
        return web.json_response({"data": [banned]})

    async def _readmit(self, request: web.Request) -> web.Response:
        if refused := self._moderates(request, "moderator:manage:banned_users"):
            return refused
        self.acts.append(("readmit", request.query["user_id"]))
        return web.Response(status=204)

    def _described(self, kind: str, client: Socket) -> dict[str, Any]:
        return {
            "id": client.subscriptions.get(kind, ""),
            "status": "enabled",
            "type": kind,
            "version": "1",
            "condition": {"broadcaster_user_id": ROOM, "user_id": "100"},
            "transport": {"method": "websocket", "session_id": client.session_id},
            "created_at": _AT,
            "cost": 0,
        }


async def heartbeat(twitch: FakeTwitch) -> None:
    """A keepalive to every client, once."""
    await asyncio.sleep(0)
    for client in list(twitch.sockets):
        await client.socket.send_json(_message("session_keepalive", {}, "alive"))


def _message(kind: str, payload: Any, message_id: str, **more: str) -> dict[str, Any]:
    metadata = {"message_id": message_id, "message_type": kind, "message_timestamp": _AT, **more}
    return {"metadata": metadata, "payload": payload}


def _room() -> dict[str, str]:
    return _person("broadcaster", ROOM, "Clay")


def _person(role: str, user_id: str, name: str) -> dict[str, str]:
    named = {"id": user_id, "login": name.lower(), "name": name}
    return {f"{role}_user_{key}": value for key, value in named.items()}


def _no(status: int, message: str) -> web.Response:
    error = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict"}[status]
    body = {"error": error, "status": status, "message": message}
    return web.json_response(body, status=status)

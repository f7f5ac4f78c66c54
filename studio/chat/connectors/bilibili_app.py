"""Open Live's signed requests: a session is started, kept alive and ended."""

import hashlib
import hmac
import secrets
from typing import Any

import aiohttp
import msgspec

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import Answer, ask
from studio.core.clock import Clock
from studio.core.errors import UnavailableError

APP_URL = "https://live-open.biliapi.com"
# Faults of theirs, a session of ours that has not ended yet, too many at once: later it works.
_LATER = frozenset({4003, 4004, 4009, 5000, 5001, 5002, 5003, 7001, 7002, 7003})
_WORDS = {
    4001: "the app id is not valid",
    4002: "the access key or its secret is wrong",
    4007: "bilibili does not let this address in",
    5004: "bilibili does not let this room in",
    5005: "bilibili does not let this room in",
    7007: "the identity code is wrong; copy it anew from bilibili",
    8002: "the app may not be used with this room",
}


class OpenLiveKeys(msgspec.Struct, frozen=True):
    """Of the app, and ``code`` of the streamer. They are secrets: they never print themselves."""

    app_id: int
    access_key: str
    access_secret: str
    code: str

    def __repr__(self) -> str:
        return "OpenLiveKeys(…)"

    __str__ = __repr__


class AppSession(msgspec.Struct, frozen=True):
    """What was started. ``auth_body`` goes to one of ``links`` as it is."""

    game_id: str
    auth_body: str
    links: tuple[str, ...]
    room_id: int = 0


class OpenLiveApp:
    """Calls with ``keys``, through a session that each is given."""

    def __init__(self, keys: OpenLiveKeys, clock: Clock, url: str = APP_URL) -> None:
        self._keys = keys
        self._clock = clock
        self._url = url

    async def start(self, session: aiohttp.ClientSession) -> AppSession:
        """Begin. RefusedError: these keys or this code will never do."""
        body = {"code": self._keys.code, "app_id": self._keys.app_id}
        answer = await self._call(session, "/v2/app/start", body)
        data = answer.body.get("data")
        try:
            read = msgspec.convert(data, _Started)
        except msgspec.ValidationError as error:
            raise UnavailableError("bilibili's answer cannot be read", "start") from error
        # Plain ones only where this is plain too: in a test, on this machine.
        safe = ("wss://",) if self._url.startswith("https:") else ("wss://", "ws://")
        links = tuple(link for link in read.websocket_info.wss_link if link.startswith(safe))
        if not links:
            raise UnavailableError("bilibili names no server to hear it from", "start")
        auth = read.websocket_info.auth_body
        return AppSession(read.game_info.game_id, auth, links, read.anchor_info.room_id)

    async def beat(self, session: aiohttp.ClientSession, game_id: str) -> None:
        """Still here; wanted every twenty seconds. UnavailableError: the session is over."""
        await self._call(session, "/v2/app/heartbeat", {"game_id": game_id})

    async def end(self, session: aiohttp.ClientSession, game_id: str) -> None:
        """No more."""
        body = {"app_id": self._keys.app_id, "game_id": game_id}
        await self._call(session, "/v2/app/end", body)

    async def _call(
        self, session: aiohttp.ClientSession, path: str, body: dict[str, Any]
    ) -> Answer:
        data = msgspec.json.encode(body)
        nonce = secrets.token_hex(16)
        headers = signed_headers(self._keys, data, self._clock.wall_ms() // 1000, nonce)
        answer = await ask(session, "POST", self._url + path, data=data, headers=headers)
        code = answer.body.get("code")
        if answer.is_good and code == 0:
            return answer
        if not isinstance(code, int) or answer.status >= 500:
            raise UnavailableError(f"bilibili cannot do it now: {answer.status}", path)
        said = answer.text("message")[:200]
        if code in _LATER:
            raise UnavailableError(f"bilibili says not now: {said} ({code})", path)
        raise RefusedError(_WORDS.get(code, f"bilibili says no: {said} ({code})"), path)


class _Game(msgspec.Struct, frozen=True):
    game_id: str


class _Socket(msgspec.Struct, frozen=True):
    auth_body: str
    wss_link: tuple[str, ...]


class _Anchor(msgspec.Struct, frozen=True):
    room_id: int = 0


class _Started(msgspec.Struct, frozen=True):
    game_info: _Game
    websocket_info: _Socket
    anchor_info: _Anchor = _Anchor()


def signed_headers(keys: OpenLiveKeys, body: bytes, at_s: int, nonce: str) -> dict[str, str]:
    """All of a request's headers; the signature covers those that begin with ``x-bili``."""
    signed = {
        "x-bili-accesskeyid": keys.access_key,
        "x-bili-content-md5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
        "x-bili-signature-method": "HMAC-SHA256",
        "x-bili-signature-nonce": nonce,
        "x-bili-signature-version": "1.0",
        "x-bili-timestamp": str(at_s),
    }
    text = "\n".join(f"{name}:{signed[name]}" for name in sorted(signed))
    secret = keys.access_secret.encode()
    signature = hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
    return {
        **signed,
        "Authorization": signature,
        "Content-Type": "application/json",
        "Accept": "application/json",
    }

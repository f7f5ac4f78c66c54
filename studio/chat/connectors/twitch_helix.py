"""Twitch's API as far as a chat needs it: who is who, subscriptions, sending, moderating."""

from typing import Any

import aiohttp

from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import Answer, ask
from studio.chat.connectors.twitch_login import TwitchLogin
from studio.core.clock import Clock
from studio.core.errors import UnavailableError

HELIX_URL = "https://api.twitch.tv/helix"
_POINTS, _IN_S = 800, 60.0
_LONGEST_TIMEOUT_S = 1_209_600
_LONGEST_REASON = 500


class Helix:
    """Calls in the name of ``login``; every one costs a point of 800 a minute."""

    def __init__(self, login: TwitchLogin, clock: Clock, url: str = HELIX_URL) -> None:
        self._login = login
        self._clock = clock
        self._url = url
        self._points = TokenBucket(_POINTS, _IN_S, clock)

    async def user_id(self, session: aiohttp.ClientSession, name: str) -> str:
        """The id of who has that login name. RefusedError: nobody has."""
        answer = await self._call(session, "GET", "users", {"login": name})
        found = str(_first(answer).get("id", ""))
        if answer.status == 400 or (answer.is_good and not found):
            raise RefusedError("there is no such channel on Twitch", name)
        _check(answer)
        return found

    async def subscribe(
        self, session: aiohttp.ClientSession, kind: str, room: str, socket_id: str
    ) -> None:
        """Have ``kind`` told on that socket. RefusedError: this account may not."""
        body = {
            "type": kind,
            "version": "1",
            "condition": {"broadcaster_user_id": room, "user_id": self._login.user_id},
            "transport": {"method": "websocket", "session_id": socket_id},
        }
        answer = await self._call(session, "POST", "eventsub/subscriptions", body=body)
        if answer.status == 409:
            return  # it is told already
        if answer.status in (401, 403):
            raise RefusedError(f"this account may not read the chat: {_said(answer)}", kind)
        _check(answer)

    async def send(
        self, session: aiohttp.ClientSession, room: str, text: str, reply_to: str
    ) -> None:
        """Say it. UnavailableError says why Twitch did not take it."""
        body = {"broadcaster_id": room, "sender_id": self._login.user_id, "message": text}
        if reply_to:
            body["reply_parent_message_id"] = reply_to
        answer = await self._call(session, "POST", "chat/messages", body=body)
        _check(answer)
        sent = _first(answer)
        if not sent.get("is_sent"):
            dropped = sent.get("drop_reason")
            why = dropped.get("message", "") if isinstance(dropped, dict) else ""
            raise UnavailableError(f"Twitch did not take the message: {why}", "send")

    async def delete(self, session: aiohttp.ClientSession, room: str, message_id: str) -> None:
        """Take a message away; one that is gone already is gone."""
        asked = {**self._as_moderator(room), "message_id": message_id}
        answer = await self._call(session, "DELETE", "moderation/chat", asked)
        if answer.status != 404:
            _check(answer)

    async def ban(
        self, session: aiohttp.ClientSession, room: str, user_id: str, seconds: int, reason: str
    ) -> None:
        """``seconds`` 0: for good."""
        data: dict[str, Any] = {"user_id": user_id, "reason": reason[:_LONGEST_REASON]}
        if seconds:
            data["duration"] = min(max(1, seconds), _LONGEST_TIMEOUT_S)
        asked = self._as_moderator(room)
        answer = await self._call(session, "POST", "moderation/bans", asked, {"data": data})
        if "already banned" not in _said(answer):
            _check(answer)

    async def readmit(self, session: aiohttp.ClientSession, room: str, user_id: str) -> None:
        """End a ban or a timeout; who is not banned is in."""
        asked = {**self._as_moderator(room), "user_id": user_id}
        answer = await self._call(session, "DELETE", "moderation/bans", asked)
        if "is not banned" not in _said(answer):
            _check(answer)

    def _as_moderator(self, room: str) -> dict[str, str]:
        return {"broadcaster_id": room, "moderator_id": self._login.user_id}

    async def _call(
        self,
        session: aiohttp.ClientSession,
        method: str,
        path: str,
        params: dict[str, str] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Answer:
        self._points.take()
        token = await self._login.token()
        answer = await self._once(session, token, method, path, params, body)
        if answer.status == 401 and "scope" not in _said(answer).lower():
            token = await self._login.renewed(token)
            answer = await self._once(session, token, method, path, params, body)
        if answer.status == 429:
            raise UnavailableError(f"Twitch allows no more for {self._wait_s(answer)} s", path)
        return answer

    async def _once(
        self,
        session: aiohttp.ClientSession,
        token: str,
        method: str,
        path: str,
        params: dict[str, str] | None,
        body: dict[str, Any] | None,
    ) -> Answer:
        headers = {"Authorization": f"Bearer {token}", "Client-Id": self._login.client_id}
        url = f"{self._url}/{path}"
        return await ask(session, method, url, params=params, json=body, headers=headers)

    def _wait_s(self, answer: Answer) -> int:
        reset = answer.headers.get("Ratelimit-Reset", "")
        is_number = reset.isascii() and reset.isdigit() and len(reset) < 12
        left_s = int(reset) - self._clock.wall_ms() // 1000 if is_number else 60
        return max(1, min(left_s, 60))


def _first(answer: Answer) -> dict[str, Any]:
    listed = answer.body.get("data")
    first = listed[0] if isinstance(listed, list) and listed else None
    return first if isinstance(first, dict) else {}


def _said(answer: Answer) -> str:
    return answer.text("message")[:200]


def _check(answer: Answer) -> None:
    if answer.is_good:
        return
    if answer.status in (401, 403):
        raise UnavailableError(f"this account may not do that: {_said(answer)}", "Twitch")
    if answer.status >= 500:
        raise UnavailableError(f"Twitch cannot do it now: {answer.status}", "Twitch")
    raise UnavailableError(f"Twitch says no: {_said(answer) or answer.status}", "Twitch")

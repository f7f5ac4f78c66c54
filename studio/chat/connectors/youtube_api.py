"""YouTube's Data API as far as a live chat needs it; every call is paid for in units first."""

from typing import Any

import aiohttp

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import Answer, ask
from studio.chat.connectors.unit_budget import UnitBudget
from studio.chat.connectors.youtube_login import YouTubeLogin
from studio.core.errors import UnavailableError

API_URL = "https://youtube.googleapis.com/youtube/v3"
_PAGE = "2000"
_FOR_GOOD = {
    "liveChatEnded": "the broadcast is over",
    "liveChatDisabled": "the broadcast has no chat",
    "liveChatNotFound": "there is no such chat on YouTube",
    "videoNotFound": "there is no such broadcast on YouTube",
    "forbidden": "YouTube does not let us read this chat",
    "accessNotConfigured": "the project has no leave to use YouTube's API",
    "keyInvalid": "the API key is not valid",
}
_NO_UNITS = frozenset({"quotaExceeded", "dailyLimitExceeded"})


class YouTubeApi:
    """Reads with ``key``, or as who is signed in; acts only as the latter."""

    def __init__(
        self, key: str, login: YouTubeLogin | None, budget: UnitBudget, url: str = API_URL
    ) -> None:
        self._key = key
        self._login = login
        self._budget = budget
        self._url = url

    @property
    def can_act(self) -> bool:
        """Whether somebody is signed in."""
        return self._login is not None and self._login.is_signed_in

    async def chat_of(self, session: aiohttp.ClientSession, video_id: str) -> str:
        """The id of the broadcast's chat. RefusedError: there is none."""
        asked = {"part": "liveStreamingDetails", "id": video_id}
        answer = await self._read(session, "videos.list", "videos", asked)
        items = answer.body.get("items")
        if not isinstance(items, list) or not items:
            raise RefusedError("there is no such broadcast on YouTube", video_id)
        details = items[0].get("liveStreamingDetails") if isinstance(items[0], dict) else None
        found = details.get("activeLiveChatId") if isinstance(details, dict) else None
        if not isinstance(found, str) or not found:
            raise RefusedError("the broadcast is over, or has no chat", video_id)
        return found

    async def page(
        self, session: aiohttp.ClientSession, chat_id: str, page_token: str
    ) -> dict[str, Any]:
        """What came since ``page_token``; empty: from the beginning that YouTube remembers."""
        asked = {"liveChatId": chat_id, "part": "id,snippet,authorDetails", "maxResults": _PAGE}
        if page_token:
            asked["pageToken"] = page_token
        found = await self._read(session, "liveChatMessages.list", "liveChat/messages", asked)
        return found.body

    async def insert(self, session: aiohttp.ClientSession, chat_id: str, text: str) -> None:
        """Say it."""
        words = {"messageText": text}
        body = {"type": "textMessageEvent", "liveChatId": chat_id, "textMessageDetails": words}
        await self._write(session, "liveChatMessages.insert", "POST", {"snippet": body})

    async def delete(self, session: aiohttp.ClientSession, message_id: str) -> None:
        """Take it away."""
        await self._write(session, "liveChatMessages.delete", "DELETE", None, message_id)

    async def ban(
        self, session: aiohttp.ClientSession, chat_id: str, user_id: str, seconds: int
    ) -> str:
        """The ban's own id, which ends it again. ``seconds`` 0: for good."""
        body: dict[str, Any] = {
            "liveChatId": chat_id,
            "type": "temporary" if seconds else "permanent",
            "bannedUserDetails": {"channelId": user_id},
        }
        if seconds:
            body["banDurationSeconds"] = str(seconds)  # a 64-bit number is text in their JSON
        answer = await self._write(session, "liveChatBans.insert", "POST", {"snippet": body})
        return answer.text("id")

    async def unban(self, session: aiohttp.ClientSession, ban_id: str) -> None:
        """End that ban."""
        await self._write(session, "liveChatBans.delete", "DELETE", None, ban_id)

    async def _read(
        self, session: aiohttp.ClientSession, call: str, path: str, asked: dict[str, str]
    ) -> Answer:
        if not self._key and not self.can_act:
            raise RefusedError("YouTube is read with an API key or a login; there is neither", path)
        self._budget.spend(call, is_act=False)
        url = f"{self._url}/{path}"
        if self._key:
            headers = {"X-Goog-Api-Key": self._key}
            answer = await ask(session, "GET", url, params=asked, headers=headers)
        else:
            answer = await self._signed(session, "GET", url, params=asked)
        self._check(answer)
        return answer

    async def _write(
        self,
        session: aiohttp.ClientSession,
        call: str,
        method: str,
        body: dict[str, Any] | None,
        thing_id: str = "",
    ) -> Answer:
        self._budget.spend(call, is_act=True)
        path = "messages" if call.startswith("liveChatMessages") else "bans"
        params = {"part": "snippet"} if body is not None else {"id": thing_id}
        url = f"{self._url}/liveChat/{path}"
        answer = await self._signed(session, method, url, params=params, json=body)
        if not (method == "DELETE" and answer.status == 404):  # what is gone is gone
            self._check(answer)
        return answer

    async def _signed(
        self, session: aiohttp.ClientSession, method: str, url: str, **options: Any
    ) -> Answer:
        if self._login is None:
            raise RefusedError("nobody is signed in to YouTube", "YouTube")
        token = await self._login.token()
        headers = {"Authorization": f"Bearer {token}"}
        answer = await ask(session, method, url, headers=headers, **options)
        if answer.status == 401:
            headers = {"Authorization": f"Bearer {await self._login.token(stale=token)}"}
            answer = await ask(session, method, url, headers=headers, **options)
        return answer

    def _check(self, answer: Answer) -> None:
        if answer.is_good:
            return
        reason, said = _why(answer)
        if reason in _NO_UNITS:
            self._budget.exhaust()
            raise UnavailableError("YouTube's units of today are used up", "YouTube")
        if reason in _FOR_GOOD:
            raise RefusedError(_FOR_GOOD[reason], "YouTube")
        if answer.status == 400 and "API key" in said:
            raise RefusedError(_FOR_GOOD["keyInvalid"], "YouTube")
        if answer.status == 429 or "rateLimit" in reason.replace("userR", "r"):
            raise UnavailableError("YouTube is asked too often", "YouTube")
        raise UnavailableError(f"YouTube says no: {said or answer.status}", reason)


def _why(answer: Answer) -> tuple[str, str]:
    """Google's word for it, and its sentence."""
    error = answer.body.get("error")
    listed = error.get("errors") if isinstance(error, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    reason = first.get("reason") if isinstance(first, dict) else None
    return (reason if isinstance(reason, str) else "", answer.text("error", "message")[:200])

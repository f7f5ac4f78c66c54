"""YouTube's Data API and Google's login as far as a live chat needs them."""

import base64
import hashlib
import itertools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import web

from tests.fakes.fake_site import FakeSite

KEY, CLIENT, SECRET, VIDEO, CHAT = "api-key", "client-1", "no-secret", "dQw4w9WgXcQ", "chat-1"


@dataclass
class Request:
    """One that came; ``path`` as in the description of the API."""

    method: str
    path: str
    query: dict[str, str]
    body: Any = None


@dataclass
class FakeYouTube(FakeSite):
    """One broadcast. ``requests``: what was asked; ``answers``: what was said, with their kind."""

    requests: list[Request] = field(default_factory=list)
    answers: list[tuple[str, Any]] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    acts: list[tuple[Any, ...]] = field(default_factory=list)
    refusal: tuple[int, str] | None = None
    offline_at: str = ""
    interval_ms: int = 10
    tokens: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    is_page_forgotten: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self._ids = itertools.count(1)
        self._codes: dict[str, dict[str, str]] = {}
        router = self.app.router
        router.add_get("/youtube/v3/videos", self._videos)
        router.add_get("/youtube/v3/liveChat/messages", self._messages)
        router.add_post("/youtube/v3/liveChat/messages", self._insert)
        router.add_delete("/youtube/v3/liveChat/messages", self._delete)
        router.add_post("/youtube/v3/liveChat/bans", self._ban)
        router.add_delete("/youtube/v3/liveChat/bans", self._unban)
        router.add_post("/token", self._token)
        router.add_post("/revoke", self._revoke)

    @property
    def api_url(self) -> str:
        return f"{self.url}/youtube/v3"

    def is_failing(self, request: web.Request) -> bool:
        """Failures are for reading."""
        return bool(self.failures) and request.method == "GET"

    def issue(self) -> tuple[str, str]:
        """An access and a refresh token."""
        number = next(self._ids)
        self.tokens.add(f"access-{number}")
        self.refresh.add(f"refresh-{number}")
        return f"access-{number}", f"refresh-{number}"

    def authorise(self, page_url: str, answer: str = "") -> str:
        """What Google's page does when somebody says yes: the address to go back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page_url).query).items()}
        if answer:
            back = {"error": answer, "state": asked["state"]}
        else:
            code = f"code-{next(self._ids)}"
            self._codes[code] = asked
            back = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}/?{urlencode(back)}"

    def say(self, message_id: str, text: str, **author: Any) -> None:
        """Ben writes."""
        self.tell(message_id, "textMessageEvent", text, author=author,
                  textMessageDetails={"messageText": text})  # fmt: skip

    def tell(
        self,
        message_id: str,
        kind: str,
        text: str,
        author: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Anything that a chat has."""
        snippet = {
            "type": kind, "liveChatId": CHAT, "authorChannelId": "UC200",
            "publishedAt": "2026-11-25T20:00:00.123456+00:00", "hasDisplayContent": True,
            "displayMessage": text, **more,
        }  # fmt: skip
        details = {
            "channelId": "UC200", "channelUrl": "http://www.youtube.com/channel/UC200",
            "displayName": "Ben", "profileImageUrl": "https://x/y.jpg", "isVerified": False,
            "isChatOwner": False, "isChatSponsor": False, "isChatModerator": True,
            **(author or {}),
        }  # fmt: skip
        item = {"kind": "youtube#liveChatMessage", "etag": "e", "id": message_id}
        self.items.append({**item, "snippet": snippet, "authorDetails": details})

    async def _videos(self, request: web.Request) -> web.Response:
        if refused := self._note(request, "videos"):
            return refused
        items = []
        if request.query.get("id") == VIDEO:
            details = {"activeLiveChatId": CHAT, "actualStartTime": "2026-11-25T19:00:00Z"}
            items = [{"kind": "youtube#video", "id": VIDEO, "liveStreamingDetails": details}]
        page = {"totalResults": len(items), "resultsPerPage": 5}
        body = {"kind": "youtube#videoListResponse", "items": items, "pageInfo": page}
        return self._said("VideoListResponse", body)

    async def _messages(self, request: web.Request) -> web.Response:
        if refused := self._note(request, "liveChat/messages"):
            return refused
        token = request.query.get("pageToken", "t0")
        if self.is_page_forgotten and token != "t0":
            self.is_page_forgotten = False
            return _no(400, "pageTokenInvalid", "The page token is not valid.")
        begin = int(token[1:])
        items = self.items[begin : begin + int(request.query.get("maxResults", "500"))]
        body = {
            "kind": "youtube#liveChatMessageListResponse", "etag": "e", "items": items,
            "nextPageToken": f"t{begin + len(items)}", "pollingIntervalMillis": self.interval_ms,
            "pageInfo": {"totalResults": len(items), "resultsPerPage": len(items)},
        }  # fmt: skip
        if self.offline_at:
            body["offlineAt"] = self.offline_at
        return self._said("LiveChatMessageListResponse", body)

    async def _insert(self, request: web.Request) -> web.Response:
        body = await request.json()
        if refused := self._note(request, "liveChat/messages", body, is_act=True):
            return refused
        snippet = body["snippet"]
        text = snippet["textMessageDetails"]["messageText"]
        if snippet["liveChatId"] != CHAT or not 1 <= len(text) <= 200:
            return _no(400, "messageTextInvalid", "The text is not valid.")
        self.acts.append(("send", text))
        answer = {"kind": "youtube#liveChatMessage", "id": f"m{next(self._ids)}", **body}
        return self._said("LiveChatMessage", answer)

    async def _delete(self, request: web.Request) -> web.Response:
        if refused := self._note(request, "liveChat/messages", is_act=True):
            return refused
        self.acts.append(("delete", request.query["id"]))
        return web.Response(status=204)

    async def _ban(self, request: web.Request) -> web.Response:
        body = await request.json()
        if refused := self._note(request, "liveChat/bans", body, is_act=True):
            return refused
        snippet = body["snippet"]
        seconds = int(snippet.get("banDurationSeconds", 0))
        if (snippet["type"] == "temporary") != bool(seconds) or snippet["liveChatId"] != CHAT:
            return _no(400, "invalidBan", "The ban is not valid.")
        self.acts.append(("ban", snippet["bannedUserDetails"]["channelId"], seconds))
        return self._said("LiveChatBan", {"kind": "youtube#liveChatBan", "id": "ban-1", **body})

    async def _unban(self, request: web.Request) -> web.Response:
        if refused := self._note(request, "liveChat/bans", is_act=True):
            return refused
        self.acts.append(("readmit", request.query["id"]))
        return web.Response(status=204)

    def _note(
        self, request: web.Request, path: str, body: Any = None, *, is_act: bool = False
    ) -> web.Response | None:
        self.requests.append(Request(request.method, path, dict(request.query), body))
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        key = request.headers.get("X-Goog-Api-Key") or request.query.get("key")
        if scheme == "Bearer":
            if token not in self.tokens:
                return _no(401, "authError", "Invalid Credentials")
        elif is_act:
            return _no(401, "required", "Login Required")
        elif key != KEY:
            return _no(400, "badRequest", "API key not valid. Please pass a valid API key.")
        if self.refusal:
            return _no(*self.refusal, "No.")
        return None

    def _said(self, kind: str, body: dict[str, Any]) -> web.Response:
        self.answers.append((kind, body))
        return web.json_response(body)

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return web.json_response({"error": "invalid_client"}, status=401)
        answer: dict[str, Any] = {"expires_in": 3599, "token_type": "Bearer", "scope": "youtube"}
        if form.get("grant_type") == "refresh_token":
            if form.get("refresh_token") not in self.refresh:
                return web.json_response({"error": "invalid_grant"}, status=400)
            return web.json_response({"access_token": self.issue()[0], **answer})
        asked = self._codes.pop(str(form.get("code")), None)
        verifier = str(form.get("code_verifier", "")).encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or asked["code_challenge"] != digest
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        access, refresh = self.issue()
        return web.json_response({"access_token": access, "refresh_token": refresh, **answer})

    async def _revoke(self, request: web.Request) -> web.Response:
        self.refresh.discard(str((await request.post()).get("token")))
        return web.json_response({})


def _no(status: int, reason: str, message: str) -> web.Response:
    error = {"message": message, "domain": "youtube.liveChat", "reason": reason}
    body = {"error": {"code": status, "message": message, "errors": [error]}}
    return web.json_response(body, status=status)

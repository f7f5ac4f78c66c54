"""How the viewer page asks: only from our own page, in JSON, by whoever its cookie says."""

import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from studio.web.chat_session import COOKIE, LIFETIME_S, ChatSession, ChatSessions

_MOST_BODY = 8 * 1024
T = TypeVar("T")


class PageSessions:
    """Who asks. ``key`` gives the secret that cookies are signed with, when it is first needed."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key
        self._signed: ChatSessions | None = None

    def of(self, request: web.Request) -> ChatSession | None:
        """None for somebody without a cookie of ours."""
        cookie = request.cookies.get(COOKIE, "")
        return self._sessions().read(cookie, int(time.time())) if cookie else None

    def give(self, request: web.Request, response: web.Response, name: str) -> ChatSession:
        """From now on they have this name, which is empty for somebody who only takes part."""
        session, cookie = self._sessions().make(name, int(time.time()), self.of(request))
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=LIFETIME_S,
            path="/api/chat",
            httponly=True,
            samesite="Strict",
            secure=request.secure,
        )
        return session

    def _sessions(self) -> ChatSessions:
        if self._signed is None:
            self._signed = ChatSessions(self._key())
        return self._signed


def refused(word: str, wait_s: int = 0) -> web.Response:
    """Not done; ``word`` says why, for the page to say in words."""
    return web.json_response({"refused": word, "waitS": wait_s}, status=409)


def check_origin(request: web.Request) -> None:
    """Only our own page writes and listens here."""
    origin = request.headers.get("Origin", "")
    if not origin or urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="only the viewer page may do this")


async def body_of(request: web.Request, kind: type[T]) -> T:
    """What the page sent, strictly."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="application/json is expected")
    data = await request.read()
    if len(data) > _MOST_BODY:
        raise web.HTTPRequestEntityTooLarge(_MOST_BODY, len(data))
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise web.HTTPBadRequest(text="this is no message of the page") from error

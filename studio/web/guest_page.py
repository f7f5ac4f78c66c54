"""The guest page: its files, and what the studio tells a guest while the camera runs."""

import asyncio
import hashlib
from collections.abc import Callable

import msgspec
from aiohttp import web

from studio.core.guests import GuestLink, GuestState
from studio.core.status import ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.web.page_files import PageFiles
from studio.web.sdp_http import Handler
from studio.web.viewer_page import HEADERS
from studio.web.whip import GuestDoor

GUEST_HEADERS = {
    **HEADERS,
    "Permissions-Policy": "camera=(self), microphone=(self), screen-wake-lock=(self)",
}
_PATHS = ("/guest/", "/api/guest/", "/whip/")
_MOST_LISTENERS = 64
_KEEP_ALIVE_S = 10.0
_OVER = (GuestState.REVOKED, GuestState.EXPIRED)


class GuestNews(msgspec.Struct, frozen=True, rename="camel"):
    """What a guest is told: the show's state, whether they are received, seen and heard."""

    name: str
    show: ShowState
    is_seen: bool
    is_heard: bool
    has_camera: bool
    has_microphone: bool
    is_received: bool = False
    session: str = ""
    over: str = ""


def session_mark(session_id: str) -> str:
    """By which a page knows its own session again, and nobody else learns its address."""
    return hashlib.sha256(session_id.encode()).hexdigest()[:16] if session_id else ""


class GuestPage:
    """``news_of(link)``: what is told now. On the hub's event loop."""

    def __init__(
        self,
        door: GuestDoor,
        news_of: Callable[[GuestLink], GuestNews],
        files: PageFiles | None = None,
    ) -> None:
        self._door = door
        self._news_of = news_of
        self._files = files or PageFiles("guest")
        self._changed = asyncio.Condition()
        self._version = 0
        self._listeners = 0
        self._is_over = False
        self._tasks = TaskGroupKeeper("guest-page")

    def add_to(self, application: web.Application) -> None:
        """Add routes and headers."""
        application.middlewares.append(_with_headers)
        application.router.add_get("/guest", self._files.index)
        application.router.add_get("/guest/{name:[a-z_]+\\.(?:css|js|svg)}", self._files.file)
        application.router.add_get("/api/guest/news", self._news)

    def wake(self) -> None:
        """Something changed; every open page is told what concerns it."""
        self._version += 1

        async def notify() -> None:
            async with self._changed:
                self._changed.notify_all()

        self._tasks.start(notify(), "notify")

    async def close(self) -> None:
        """End every open stream of news."""
        self._is_over = True
        async with self._changed:
            self._changed.notify_all()
        await self._tasks.close()

    async def _news(self, request: web.Request) -> web.StreamResponse:
        """One line of JSON now and whenever something changed; an empty line: still here."""
        link = self._door.link_of(request)
        if self._listeners >= _MOST_LISTENERS:
            raise web.HTTPServiceUnavailable(text="too many pages", headers={"Retry-After": "5"})
        response = web.StreamResponse(
            headers={"Content-Type": "application/x-ndjson; charset=utf-8", **GUEST_HEADERS}
        )
        await response.prepare(request)
        self._listeners += 1
        try:
            await self._stream(response, link)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._listeners -= 1
        return response

    async def _stream(self, response: web.StreamResponse, link: GuestLink) -> None:
        told: GuestNews | None = None
        while not self._is_over:
            version = self._version
            news = self._news_of(link)
            if news != told:
                told = news
                await response.write(msgspec.json.encode(news) + b"\n")
            if news.over:
                return
            try:
                async with asyncio.timeout(_KEEP_ALIVE_S), self._changed:
                    while self._version == version and not self._is_over:
                        await self._changed.wait()
            except TimeoutError:
                await response.write(b"\n")


def over_word(state: GuestState) -> str:
    """Why a link is over, for the page; empty while it is not."""
    return state.value if state in _OVER else ""


@web.middleware
async def _with_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not f"{request.path}/".startswith(_PATHS):
        return await handler(request)
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(GUEST_HEADERS)
        raise
    if not response.prepared:
        response.headers.update(GUEST_HEADERS)
    return response

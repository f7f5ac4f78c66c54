"""The viewer page: its files, the state of the show, and WHEP, with a strict policy."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping

from aiohttp import web

from studio.core.settings import WebSettings
from studio.core.status import ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.web.page_files import PageFiles
from studio.web.whep import OpenViewer, Signal, WhepServer

_SEEN = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)
_TIMED = (ShowState.LIVE, ShowState.PAUSED)
_UNSEEN = (ShowState.OFF, ShowState.ENDED)
_MOST_LISTENERS = 2000
_KEEP_ALIVE_S = 15.0
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ViewerPage:
    """Everything that a stranger's browser may ask for."""

    def __init__(
        self,
        open_viewer: OpenViewer,
        signal: Signal,
        settings: WebSettings,
        files: PageFiles | None = None,
    ) -> None:
        self._files = files or PageFiles("viewer")
        self._shown = ShowState.OFF
        self._started_wall_ms = 0
        self._is_reconnecting = False
        self._shapes: tuple[str, ...] = ()
        self._changed = asyncio.Condition()
        self._version = 0
        self._listeners = 0
        self._is_over = False
        self._whep = WhepServer(open_viewer, signal, lambda: self._shown in _SEEN, settings)
        self._tasks = TaskGroupKeeper("viewer-page")

    def add_to(self, application: web.Application) -> None:
        """Add routes and headers."""
        application.middlewares.append(_with_headers)
        self._whep.add_to(application)
        application.router.add_get("/", self._files.index)
        application.router.add_get("/api/state", self._get_state)
        application.router.add_get("/api/events", self._events)
        application.router.add_get("/{name:[a-z_]+\\.(?:css|js|svg|png)}", self._files.file)

    def set_state(self, state: ShowState, started_wall_ms: int) -> None:
        """The show's state changed; every open page is told, but nothing of a rehearsal."""
        before = self._shown, self._started_wall_ms
        self._shown = _shown(state, self._shown)
        # While it starts, the time is still that of the rehearsal before, if there was one.
        self._started_wall_ms = started_wall_ms if self._shown in _TIMED else 0
        if (self._shown, self._started_wall_ms) == before:
            return
        self._version += 1
        self._wake()

    def set_reconnecting(self, is_reconnecting: bool) -> None:
        """The picture is lost on our side, or comes again; told while there is one to see."""
        if is_reconnecting != self._is_reconnecting:
            self._is_reconnecting = is_reconnecting
            if self._shown in _SEEN:
                self._version += 1
                self._wake()

    def set_shapes(self, shapes: tuple[str, ...]) -> None:
        """The shapes of the show's canvases, the first one's first; told while one is seen."""
        if shapes != self._shapes:
            self._shapes = shapes
            if self._shown in _SEEN:
                self._version += 1
                self._wake()

    async def close(self) -> None:
        """End every open stream of events."""
        self._is_over = True
        async with self._changed:
            self._changed.notify_all()

    def _wake(self) -> None:
        async def notify() -> None:
            async with self._changed:
                self._changed.notify_all()

        self._tasks.start(notify(), "notify")

    def _state_json(self) -> str:
        return json.dumps(
            {
                "state": self._shown.value,
                "startedWallMs": self._started_wall_ms,
                "canvases": self._shapes,
                "isReconnecting": self._is_reconnecting and self._shown in _SEEN,
                "nowWallMs": time.time_ns() // 1_000_000,
            }
        )

    async def _get_state(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._state_json(), content_type="application/json")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the state now, and whenever it changes."""
        if self._listeners >= _MOST_LISTENERS:
            raise web.HTTPServiceUnavailable(
                text="too many listeners", headers={"Retry-After": "5"}
            )
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **HEADERS})
        await response.prepare(request)
        self._listeners += 1
        try:
            await self._stream(response)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._listeners -= 1
        return response

    async def _stream(self, response: web.StreamResponse) -> None:
        await response.write(b"retry: 1000\n\n")
        told = -1
        while not self._is_over:
            if told != self._version:
                told = self._version
                await response.write(f"data: {self._state_json()}\n\n".encode())
            else:
                await response.write(b": still here\n\n")
            try:
                async with asyncio.timeout(_KEEP_ALIVE_S), self._changed:
                    if self._version == told:
                        await self._changed.wait()
            except TimeoutError:
                continue


def _shown(state: ShowState, before: ShowState) -> ShowState:
    """What a stranger may know: as if there were no rehearsal, neither its time nor its end."""
    is_hidden = state is ShowState.REHEARSAL
    is_hidden = is_hidden or (state is ShowState.ENDING and before not in _SEEN)
    if not is_hidden:
        return state
    return before if before in _UNSEEN else ShowState.OFF


@web.middleware
async def _with_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as error:
        _add(error.headers)
        raise
    if not response.prepared:
        _add(response.headers)
    return response


def _add(headers: MutableMapping[str, str]) -> None:
    """A page inside that needs more, such as the camera, has said so before."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)

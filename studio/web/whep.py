"""WHEP (draft-ietf-wish-whep-03): the HTTP side of watching; SDP is handed on as text.

A session's URL is its unguessable id, made by the engine; a hub that was started again
knows no session and needs to know none: it passes PATCH and DELETE on.
"""

import logging
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from studio.core.clock import SystemClock
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.messages.requests import AddViewerCandidates, CloseViewer
from studio.core.messages.results import ViewerOpened
from studio.core.settings import WebSettings
from studio.web.limits import RateLimit

_log = logging.getLogger("studio.web.whep")

_SDP = "application/sdp"
_FRAGMENT = "application/trickle-ice-sdpfrag"
_VIEWER_ID = re.compile(r"[A-Za-z0-9_-]{20,64}")
_RETRY_S = "3"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OpenViewer = Callable[[str], Awaitable[ViewerOpened]]
Signal = Callable[[AddViewerCandidates | CloseViewer], Awaitable[None]]

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "OPTIONS, HEAD, POST, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Content-Type, Authorization, If-Match",
    "Access-Control-Expose-Headers": "Location, ETag, Link, Retry-After",
    "Accept-Post": _SDP,
}


class WhepServer:
    """Serves ``/whep``. ``is_open`` says whether there is a show to watch."""

    def __init__(
        self,
        open_viewer: OpenViewer,
        signal: Signal,
        is_open: Callable[[], bool],
        settings: WebSettings,
    ) -> None:
        self._open_viewer = open_viewer
        self._signal = signal
        self._is_open = is_open
        clock = SystemClock()
        self._posts = RateLimit(clock, 30, 5 * settings.max_viewers_per_address)
        self._others = RateLimit(clock, 240, 20 * settings.max_viewers_per_address)

    def add_to(self, application: web.Application) -> None:
        """Add the routes, whose every answer a page of another origin may read."""
        application.middlewares.append(_with_cors)
        router = application.router
        router.add_route("POST", "/whep", self._post)
        router.add_route("OPTIONS", "/whep", self._options)
        router.add_get("/whep", self._head)  # and HEAD
        router.add_route("PATCH", "/whep/{viewer_id}", self._patch)
        router.add_route("DELETE", "/whep/{viewer_id}", self._delete)
        router.add_route("OPTIONS", "/whep/{viewer_id}", self._options)

    async def _options(self, _request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _head(self, _request: web.Request) -> web.Response:
        return web.Response(status=200, headers={"Content-Type": _SDP})

    async def _post(self, request: web.Request) -> web.Response:
        if not self._posts.allows(request.remote or ""):
            return _refused(429, "too many requests from this address; wait a moment", retry=True)
        if request.content_type != _SDP:
            return _refused(415, f"an offer comes as {_SDP}, not {request.content_type}")
        offer = await _text_of(request)
        if not self._is_open():
            return _refused(409, "the show has not begun", retry=True)
        try:
            opened = await self._open_viewer(offer)
        except BadInputError as error:
            status = 406 if "does not offer" in error.what else 400
            return _refused(status, str(error))
        except StudioError as error:
            return _refused(503, str(error), retry=True)
        headers = {
            "Location": f"/whep/{opened.viewer_id}",
            "ETag": f'"{opened.viewer_id[:12]}"',
        }
        return web.Response(status=201, text=opened.answer_sdp, content_type=_SDP, headers=headers)

    async def _patch(self, request: web.Request) -> web.Response:
        viewer_id = self._viewer_of(request)
        if request.content_type != _FRAGMENT:
            return _refused(415, f"candidates come as {_FRAGMENT}")
        fragment = await _text_of(request)
        # Players that learn the ETag only here send none; a wrong one is still refused.
        match = request.headers.get("If-Match", "").strip()
        if match == "*":
            return _refused(422, "ICE restarts are not supported; open a new session")
        if match and match != f'"{viewer_id[:12]}"':
            return _refused(412, "the session has another ETag")
        return await self._pass_on(AddViewerCandidates(viewer_id, fragment), 204)

    async def _delete(self, request: web.Request) -> web.Response:
        return await self._pass_on(CloseViewer(self._viewer_of(request)), 200)

    async def _pass_on(
        self, message: AddViewerCandidates | CloseViewer, status: int
    ) -> web.Response:
        try:
            await self._signal(message)
        except NotFoundError as error:
            return _refused(404, error.what)
        except BadInputError as error:
            return _refused(400, str(error))
        except StudioError as error:
            return _refused(503, str(error), retry=True)
        return web.Response(status=status)

    def _viewer_of(self, request: web.Request) -> str:
        viewer_id = request.match_info["viewer_id"]
        if not _VIEWER_ID.fullmatch(viewer_id):
            raise web.HTTPNotFound(text="there is no such session")
        if not self._others.allows(request.remote or ""):
            raise web.HTTPTooManyRequests(
                text="too many requests", headers={"Retry-After": _RETRY_S}
            )
        return viewer_id


async def _text_of(request: web.Request) -> str:
    """The body as text: 413 when it is too long, 400 when it is not UTF-8."""
    data = await request.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise web.HTTPBadRequest(text="the body is not UTF-8") from error


def _refused(status: int, sentence: str, *, retry: bool = False) -> web.Response:
    headers = {"Retry-After": _RETRY_S} if retry else {}
    return web.Response(status=status, text=sentence, headers=headers)


@web.middleware
async def _with_cors(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not f"{request.path}/".startswith("/whep/"):
        return await handler(request)
    try:
        response = await handler(request)
    except web.HTTPException as error:  # 405 and 413 too, which no handler of ours gives
        error.headers.update(_CORS)
        raise
    response.headers.update(_CORS)
    return response

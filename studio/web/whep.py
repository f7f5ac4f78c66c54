"""WHEP (draft-ietf-wish-whep-03): the HTTP side of watching; SDP is handed on as text.

A session's URL is its unguessable id, made by the engine; a hub that was started again
knows no session and needs to know none: it passes PATCH and DELETE on.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from studio.core.clock import SystemClock
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.messages.requests import AddViewerCandidates, CloseViewer
from studio.core.messages.results import ViewerOpened
from studio.core.settings import WebSettings
from studio.web import sdp_http
from studio.web.limits import RateLimit
from studio.web.sdp_http import FRAGMENT, SDP, refused

OpenViewer = Callable[[str, str], Awaitable[ViewerOpened]]  # offer, shape of the canvas
Signal = Callable[[AddViewerCandidates | CloseViewer], Awaitable[None]]

_SHAPES = ("", "upright", "wide")
_METHODS = "OPTIONS, HEAD, POST, PATCH, DELETE"


class WhepServer:
    """Serves ``/whep``. ``is_open`` says whether there is a show to watch.

    ``/whep?canvas=upright`` or ``=wide`` gives the canvas of that shape, if the show has one.
    """

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
        sdp_http.open_to_origins(application, "/whep", _METHODS)
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
        return web.Response(status=200, headers={"Content-Type": SDP})

    async def _post(self, request: web.Request) -> web.Response:
        if not self._posts.allows(request.remote or ""):
            return refused(429, "too many requests from this address; wait a moment", retry=True)
        if request.content_type != SDP:
            return refused(415, f"an offer comes as {SDP}, not {request.content_type}")
        shape = request.query.get("canvas", "")
        if shape not in _SHAPES:
            return refused(400, "a canvas is upright or wide")
        offer = await sdp_http.text_of(request)
        if not self._is_open():
            return refused(409, "the show has not begun", retry=True)
        try:
            opened = await self._open_viewer(offer, shape)
        except BadInputError as error:
            status = 406 if "does not offer" in error.what else 400
            return refused(status, str(error))
        except StudioError as error:
            return refused(503, str(error), retry=True)
        headers = {
            "Location": f"/whep/{opened.viewer_id}",
            "ETag": sdp_http.etag_of(opened.viewer_id),
        }
        return web.Response(status=201, text=opened.answer_sdp, content_type=SDP, headers=headers)

    async def _patch(self, request: web.Request) -> web.Response:
        viewer_id = self._viewer_of(request)
        if request.content_type != FRAGMENT:
            return refused(415, f"candidates come as {FRAGMENT}")
        fragment = await sdp_http.text_of(request)
        unmet = sdp_http.unmet(request, viewer_id)
        if unmet is not None:
            return unmet
        return await self._pass_on(AddViewerCandidates(viewer_id, fragment), 204)

    async def _delete(self, request: web.Request) -> web.Response:
        return await self._pass_on(CloseViewer(self._viewer_of(request)), 200)

    async def _pass_on(
        self, message: AddViewerCandidates | CloseViewer, status: int
    ) -> web.Response:
        try:
            await self._signal(message)
        except NotFoundError as error:
            return refused(404, error.what)
        except BadInputError as error:
            return refused(400, str(error))
        except StudioError as error:
            return refused(503, str(error), retry=True)
        return web.Response(status=status)

    def _viewer_of(self, request: web.Request) -> str:
        viewer_id = sdp_http.session_of(request, "viewer_id")
        if not self._others.allows(request.remote or ""):
            raise web.HTTPTooManyRequests(
                text="too many requests", headers={"Retry-After": sdp_http.RETRY_S}
            )
        return viewer_id

"""WHIP (RFC 9725): the HTTP side of sending a camera; SDP is handed on as text.

Every request but OPTIONS carries the link's token as a bearer token. A session's URL is its
unguessable id, made by the engine; a hub that was started again needs to know none.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from studio.core.clock import SystemClock
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.guests import GuestLink
from studio.core.messages.requests import AddGuestCandidates, CloseGuest, OpenGuest
from studio.core.messages.results import GuestOpened
from studio.core.network import is_loopback
from studio.web import sdp_http
from studio.web.guest_book import GuestBook, GuestRefused
from studio.web.limits import RateLimit
from studio.web.sdp_http import FRAGMENT, SDP, refused

OpenGuestCall = Callable[[OpenGuest], Awaitable[GuestOpened]]
SignalGuest = Callable[[AddGuestCandidates | CloseGuest], Awaitable[None]]

_METHODS = "OPTIONS, POST, PATCH, DELETE"
_BEARER = "bearer "
_LONGEST_TOKEN = 128
_SENTENCES = {
    "revoked": "this link was withdrawn by the studio",
    "expired": "the time of this link is over",
}


class GuestDoor:
    """Who may come in: secure ways only, a known token, not too often."""

    def __init__(self, book: GuestBook) -> None:
        self._book = book
        clock = SystemClock()
        self._tries = RateLimit(clock, 120, 60)
        self._wrong = RateLimit(clock, 10, 10)

    def link_of(self, request: web.Request) -> GuestLink:
        """The link whose token the request carries; raises the HTTP error that it deserves."""
        address = request.remote or ""
        if not request.secure and not is_loopback(address):
            raise web.HTTPForbidden(text="guests come in by HTTPS only")
        if not self._tries.allows(address):
            raise _too_many()
        said = request.headers.get("Authorization", "")
        token = said[len(_BEARER) :].strip() if said.lower().startswith(_BEARER) else ""
        if not token:
            raise _unauthorized("a guest link's token is needed")
        found = self._book.find(token) if len(token) <= _LONGEST_TOKEN else GuestRefused("unknown")
        if isinstance(found, GuestLink):
            return found
        if found.why in _SENTENCES:
            raise web.HTTPForbidden(text=_SENTENCES[found.why], headers={"X-Refused": found.why})
        if not self._wrong.allows(address):
            raise _too_many()
        raise _unauthorized("this token is not known")


class WhipServer:
    """Serves ``/whip``. ``opened(link_id, session_id)``: who is in by that link now."""

    def __init__(
        self,
        door: GuestDoor,
        open_guest: OpenGuestCall,
        signal: SignalGuest,
        opened: Callable[[str, str], None],
    ) -> None:
        self._door = door
        self._open_guest = open_guest
        self._signal = signal
        self._opened = opened
        self._posts = RateLimit(SystemClock(), 30, 20)

    def add_to(self, application: web.Application) -> None:
        """Add the routes, whose every answer a page of another origin may read."""
        sdp_http.open_to_origins(application, "/whip", _METHODS)
        router = application.router
        router.add_route("POST", "/whip", self._post)
        router.add_route("OPTIONS", "/whip", self._options)
        router.add_route("PATCH", "/whip/{session_id}", self._patch)
        router.add_route("DELETE", "/whip/{session_id}", self._delete)
        router.add_route("OPTIONS", "/whip/{session_id}", self._options)

    async def _options(self, _request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _post(self, request: web.Request) -> web.Response:
        link = self._door.link_of(request)
        if not self._posts.allows(link.id):
            return refused(429, "too many requests by this link; wait a moment", retry=True)
        if request.content_type != SDP:
            return refused(415, f"an offer comes as {SDP}, not {request.content_type}")
        offer = await sdp_http.text_of(request)
        wanted = OpenGuest(link.id, link.name, offer, link.has_camera, link.has_microphone)
        try:
            opened = await self._open_guest(wanted)
        except BadInputError as error:
            is_unfit = "does not offer" in error.what or "this link" in error.what
            return refused(422 if is_unfit else 400, str(error))
        except StudioError as error:
            return refused(503, str(error), retry=True)
        self._opened(link.id, opened.session_id)
        headers = {
            "Location": f"/whip/{opened.session_id}",
            "ETag": sdp_http.etag_of(opened.session_id),
        }
        return web.Response(status=201, text=opened.answer_sdp, content_type=SDP, headers=headers)

    async def _patch(self, request: web.Request) -> web.Response:
        link = self._door.link_of(request)
        session_id = sdp_http.session_of(request, "session_id")
        if request.content_type != FRAGMENT:
            return refused(415, f"candidates come as {FRAGMENT}")
        fragment = await sdp_http.text_of(request)
        unmet = sdp_http.unmet(request, session_id)
        if unmet is not None:
            return unmet
        return await self._pass_on(AddGuestCandidates(link.id, session_id, fragment), 204)

    async def _delete(self, request: web.Request) -> web.Response:
        link = self._door.link_of(request)
        session_id = sdp_http.session_of(request, "session_id")
        return await self._pass_on(CloseGuest(link.id, session_id), 200)

    async def _pass_on(self, message: AddGuestCandidates | CloseGuest, status: int) -> web.Response:
        try:
            await self._signal(message)
        except NotFoundError as error:
            return refused(404, error.what)
        except BadInputError as error:
            return refused(400, str(error))
        except StudioError as error:
            return refused(503, str(error), retry=True)
        return web.Response(status=status)


def _unauthorized(sentence: str) -> web.HTTPUnauthorized:
    return web.HTTPUnauthorized(text=sentence, headers={"WWW-Authenticate": "Bearer"})


def _too_many() -> web.HTTPTooManyRequests:
    return web.HTTPTooManyRequests(
        text="too many requests from this address; wait a moment",
        headers={"Retry-After": sdp_http.RETRY_S},
    )

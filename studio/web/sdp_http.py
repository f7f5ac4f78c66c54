"""What WHEP and WHIP share over HTTP: content types, refusals, session names, CORS."""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"
RETRY_S = "3"
_SESSION_ID = re.compile(r"[A-Za-z0-9_-]{20,64}")
_EXPOSED = "Location, ETag, Link, Retry-After"
_ALLOWED = "Content-Type, Authorization, If-Match"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def text_of(request: web.Request) -> str:
    """The body as text: 413 when it is too long, 400 when it is not UTF-8."""
    data = await request.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise web.HTTPBadRequest(text="the body is not UTF-8") from error


def refused(status: int, sentence: str, *, retry: bool = False) -> web.Response:
    """A refusal in words; ``retry``: it may be granted in a moment."""
    headers = {"Retry-After": RETRY_S} if retry else {}
    return web.Response(status=status, text=sentence, headers=headers)


def session_of(request: web.Request, name: str) -> str:
    """The session's name in the address; 404 for what no session can be called."""
    session_id = request.match_info[name]
    if not _SESSION_ID.fullmatch(session_id):
        raise web.HTTPNotFound(text="there is no such session")
    return session_id


def etag_of(session_id: str) -> str:
    """The session's strong ETag: there are no ICE restarts, so it stays."""
    return f'"{session_id[:12]}"'


def unmet(request: web.Request, session_id: str) -> web.Response | None:
    """Why a PATCH cannot be done: another ETag, or a restart; None when it can.

    Players that learn the ETag only here send none; a wrong one is still refused.
    """
    match = request.headers.get("If-Match", "").strip()
    if match == "*":
        return refused(422, "ICE restarts are not supported; open a new session")
    if match and match != etag_of(session_id):
        return refused(412, "the session has another ETag")
    return None


def cors_headers(methods: str) -> dict[str, str]:
    """What lets a page of any origin use the endpoint, with these methods."""
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": _ALLOWED,
        "Access-Control-Expose-Headers": _EXPOSED,
        "Accept-Post": SDP,
    }


def open_to_origins(application: web.Application, path: str, methods: str) -> None:
    """Every answer below ``path``, refusals of the server itself too, may be read by any page."""
    cors = cors_headers(methods)

    @web.middleware
    async def with_cors(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not f"{request.path}/".startswith(f"{path}/"):
            return await handler(request)
        try:
            response = await handler(request)
        except web.HTTPException as error:  # 405 and 413 too, which no handler of ours gives
            error.headers.update(cors)
            raise
        response.headers.update(cors)
        return response

    application.middlewares.append(with_cors)

"""WHIP's signalling over HTTP (RFC 9725): strict in what is sent, lenient in what comes back."""

import asyncio
import logging
import re
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from studio.core.errors import BadInputError, UnavailableError
from studio.core.targets import place_of

if TYPE_CHECKING:
    import aiohttp

_log = logging.getLogger("studio.engine.outputs.targets.whip_http")

_TIMEOUT_S = 8.0
_END_S = 2.0
_LARGEST_ANSWER = 65_536
_MOST_REDIRECTS = 3
_MOST_ICE_SERVERS = 8
_LINK = re.compile(r'<([^<>"]{1,500})>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]{0,500}"|[^;,"\s]{1,500}))*)')
_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;,"\s]+))')


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server that the other side named (RFC 9725 §4.6)."""

    url: str
    username: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer; ``session_url`` empty: the server named none, so it cannot be told the end."""

    answer_sdp: str
    session_url: str
    ice_servers: tuple[IceServer, ...]
    etag: str = ""


class WhipHttp:
    """Requests to one endpoint; an async context, on one event loop. The token stays in headers."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token
        self._place = place_of(url)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        import aiohttp  # here: an engine that never speaks WHIP starts without it

        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def offer(self, sdp: str) -> Accepted:
        """Post the offer. Raises UnavailableError (later) or BadInputError (not this way)."""
        import aiohttp

        try:
            return await self._offer(self._url, sdp)
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise BadInputError("the address cannot be read", self._place) from error
        except aiohttp.ClientConnectorCertificateError as error:
            sentence = "the server's certificate cannot be trusted"
            raise UnavailableError(sentence, self._place) from error
        except aiohttp.ClientConnectorDNSError as error:
            sentence = "no server of that name can be found"
            raise UnavailableError(sentence, self._place) from error
        except (aiohttp.ClientError, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise UnavailableError("the server does not answer", self._place) from error

    async def trickle(self, accepted: Accepted, fragment: str) -> bool:
        """Tell candidates that were found late; False: this server takes none, now or ever.

        Servers differ: one gives no ETag and wants none, one wants any, one takes no PATCH at
        all. Whatever is answered, the path is tried all the same.
        """
        import aiohttp

        if not accepted.session_url or self._session is None:
            return False
        headers = {
            **self._headers(accepted.session_url),
            "Content-Type": "application/trickle-ice-sdpfrag",
        }
        status = 0
        try:
            for etag in dict.fromkeys((accepted.etag, "*")):
                if etag:
                    headers["If-Match"] = etag
                async with self._session.patch(
                    accepted.session_url,
                    data=fragment.encode(),
                    headers=headers,
                    allow_redirects=False,
                ) as answer:
                    status = answer.status
                if status not in (412, 428):
                    break
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            _log.info("candidates were not heard", extra={"place": self._place})
            return True
        if status >= 300:
            _log.info("candidates were not wanted", extra={"status": status})
        return status not in (404, 405, 415, 501)

    async def end(self, session_url: str) -> None:
        """Tell the server that it is over; a server that does not care is left alone."""
        import aiohttp

        if not session_url or self._session is None:
            return
        try:
            headers = self._headers(session_url)
            timeout = aiohttp.ClientTimeout(total=_END_S)
            async with self._session.delete(
                session_url, headers=headers, timeout=timeout
            ) as answer:
                if answer.status >= 400:
                    _log.info("end was not wanted", extra={"status": answer.status})
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            _log.info("end was not heard", extra={"place": self._place})

    async def _offer(self, url: str, sdp: str) -> Accepted:
        if self._session is None:
            raise RuntimeError("use it as a context")
        for _ in range(_MOST_REDIRECTS + 1):
            headers = {**self._headers(url), "Content-Type": "application/sdp"}
            async with self._session.post(
                url, data=sdp.encode(), headers=headers, allow_redirects=False
            ) as answer:
                if answer.status not in (307, 308):
                    return await self._read(answer, url)
                url = urljoin(url, answer.headers.get("Location", ""))
                if urlsplit(url).scheme not in ("http", "https"):
                    raise BadInputError("the server sends us to a wrong address", self._place)
        raise BadInputError("the server sends us on and on", self._place)

    def _headers(self, url: str) -> dict[str, str]:
        """The token goes to the server that it is for and to no other."""
        is_ours = urlsplit(url).netloc == urlsplit(self._url).netloc
        return {"Authorization": f"Bearer {self._token}"} if self._token and is_ours else {}

    async def _read(self, answer: "aiohttp.ClientResponse", url: str) -> Accepted:
        body = await answer.content.read(_LARGEST_ANSWER + 1)
        while len(body) <= _LARGEST_ANSWER and not answer.content.at_eof():
            body += await answer.content.read(_LARGEST_ANSWER + 1 - len(body))
        self._check(answer.status)
        sdp = body.decode("utf-8", "replace")
        if len(body) > _LARGEST_ANSWER or not sdp.startswith("v=0"):
            raise BadInputError("this address does not answer as WHIP does", self._place)
        location = answer.headers.get("Location", "")
        if not location:
            _log.warning("server names no session", extra={"place": self._place})
        servers = ice_servers_of(answer.headers.getall("Link", []))
        session_url = urljoin(url, location) if location else ""
        return Accepted(sdp, session_url, servers, answer.headers.get("ETag", ""))

    def _check(self, status: int) -> None:
        if status in (200, 201):
            return
        if 300 <= status < 400:
            raise BadInputError("the server sends us elsewhere as WHIP forbids", self._place)
        if status in (401, 403):
            raise BadInputError("the server refuses the token", self._place)
        if status in (429, 503) or status >= 500:
            raise UnavailableError(f"the server cannot take it now ({status})", self._place)
        if status == 409:
            raise UnavailableError("somebody streams there already", self._place)
        if status == 404:
            raise BadInputError("there is nothing at this address", self._place)
        raise BadInputError(f"the server refuses: {status}", self._place)


def ice_servers_of(links: list[str]) -> tuple[IceServer, ...]:
    """STUN and TURN servers of Link headers; what is none of these is passed over."""
    found = []
    for header in links:
        for match in _LINK.finditer(header[:8192]):
            values = {
                name.lower(): quoted or plain
                for name, quoted, plain in _PARAMETER.findall(match.group(2))
            }
            is_ice = match.group(1).startswith(("stun:", "stuns:", "turn:", "turns:"))
            if values.get("rel") == "ice-server" and is_ice:
                found.append(
                    IceServer(
                        match.group(1), values.get("username", ""), values.get("credential", "")
                    )
                )
    return tuple(found[:_MOST_ICE_SERVERS])

"""Asking a platform's API: bounded answers, and the network's faults as our sentences."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import msgspec

from studio.core.errors import UnavailableError

_LARGEST_ANSWER = 4 * 1024 * 1024
_TIMEOUT_S = 20.0
_CONNECT_S = 10.0


class Answer(msgspec.Struct, frozen=True):
    """What came back; ``body`` is an empty object where there was none, or no JSON object."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300

    def text(self, *path: str) -> str:
        """The text at that place in the body; empty when there is none."""
        found: Any = self.body
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, str) else ""


@contextlib.asynccontextmanager
async def http_session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session that keeps no cookies, gives up in the end, and goes by the system's proxy.

    In some countries there is no other way to some platforms.
    """
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S, sock_connect=_CONNECT_S)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(timeout=timeout, cookie_jar=jar, trust_env=True) as session:
        yield session


async def ask(session: aiohttp.ClientSession, method: str, url: str, **options: Any) -> Answer:
    """Ask once. UnavailableError when no whole answer comes; addresses are never in it."""
    with network_words(url):
        async with session.request(method, url, allow_redirects=False, **options) as answer:
            data = await answer.content.read(_LARGEST_ANSWER + 1)
            while len(data) <= _LARGEST_ANSWER and not answer.content.at_eof():
                data += await answer.content.read(_LARGEST_ANSWER + 1 - len(data))
            if len(data) > _LARGEST_ANSWER:
                raise UnavailableError("the platform's answer is too large", _host(url))
            return Answer(answer.status, _object(data), answer.headers)


@contextlib.contextmanager
def network_words(url: str) -> Any:
    """Turns what aiohttp raises into UnavailableError."""
    try:
        yield
    except (TimeoutError, asyncio.IncompleteReadError) as error:
        raise UnavailableError("the platform does not answer", _host(url)) from error
    except aiohttp.ClientConnectorCertificateError as error:
        sentence = "the platform's certificate cannot be trusted"
        raise UnavailableError(sentence, _host(url)) from error
    except aiohttp.WSServerHandshakeError as error:
        sentence = f"the platform does not take the connection ({error.status})"
        raise UnavailableError(sentence, _host(url)) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise UnavailableError("the platform is not reached", _host(url)) from error


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]

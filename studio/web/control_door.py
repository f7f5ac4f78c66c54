"""Who may open a control socket: windows of this machine, and paired devices from elsewhere."""

import hmac
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiohttp import web

from studio.core.clock import Clock, SystemClock
from studio.core.team import OWNER, Who
from studio.web.limits import RateLimit

_log = logging.getLogger("studio.web.control_door")

_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_MOST_UNKNOWN = 32
_OFTEN = {"Retry-After": "60"}

Admit = Callable[[str], Who | None]


def nobody(_token: str) -> Who | None:
    """No device was ever paired."""
    return None


class ControlDoor:
    """``token``: the owner's, good on this machine only. ``devices``: whose another token is."""

    def __init__(self, token: str, devices: Admit = nobody, clock: Clock | None = None) -> None:
        self._token = token.encode()
        self._devices = devices
        clock = clock or SystemClock()
        self._tries = RateLimit(clock, 120, 60)
        self._wrong = RateLimit(clock, 10, 10)
        self._unknown = 0

    def check(self, request: web.Request, *, is_remote: bool) -> None:
        """Raise the HTTP error that the request deserves before anybody speaks."""
        if "Origin" in request.headers:
            raise web.HTTPForbidden(text="the control socket is not for web pages")
        if not is_remote:
            if request.host.rsplit(":", 1)[0] not in _LOCAL_HOSTS:
                raise web.HTTPForbidden(text="the control socket is reached by 127.0.0.1 only")
            return
        address = request.remote or ""
        if not self._tries.allows(address) or not self._wrong.has_any(address):
            raise web.HTTPTooManyRequests(text="too often; wait a minute", headers=_OFTEN)
        if self._unknown >= _MOST_UNKNOWN:
            raise web.HTTPServiceUnavailable(text="too many at once", headers={"Retry-After": "5"})

    @contextmanager
    def hearing(self, *, is_remote: bool) -> Iterator[None]:
        """Count one from elsewhere who has not said yet who it is."""
        self._unknown += is_remote
        try:
            yield
        finally:
            self._unknown -= is_remote

    def who_has(self, token: str, address: str, *, is_remote: bool) -> Who | None:
        """Whose token it is. The owner's is compared in constant time, and is refused from afar."""
        is_owner = hmac.compare_digest(token.encode("utf-8", "replace"), self._token)
        if is_owner and not is_remote:
            return OWNER
        who = self._devices(token)
        if who is None:
            self._wrong.allows(address)
            _log.warning("control token refused")
        return who

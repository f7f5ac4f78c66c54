"""Where the hub is reached, and what it does when its port is taken."""

import errno
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from studio.core.network import LOOPBACK, url_of
from studio.core.running import HubCard

_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the hub is reached."""

    viewer_host: str
    viewer_port: int
    control_port: int

    @property
    def viewer_url(self) -> str:
        """The viewer page's address, with a slash at its end."""
        return url_of(self.viewer_host, self.viewer_port)

    @property
    def control_url(self) -> str:
        """The control socket's address."""
        return f"ws://{LOOPBACK}:{self.control_port}/control"

    @classmethod
    def of_card(cls, card: HubCard) -> "Listening":
        """Where a hub was reached."""
        host = urlsplit(card.viewer_url).hostname or LOOPBACK
        return cls(host, card.viewer_port, urlsplit(card.control_url).port or 0)


async def serve(runner: web.AppRunner, host: str, port: int) -> int:
    """Listen; the port that was found for 0. Raises OSError when it is taken."""
    await web.TCPSite(runner, host, port, reuse_address=True).start()
    return int(runner.addresses[0][1])


async def serve_page(runner: web.AppRunner, host: str, port: int, *, may_move: bool) -> int:
    """As `serve`; when the port is taken and nobody insists on it, one of the next does as well.

    Another program may hold it, or a second studio on other data: that must not keep the
    window waiting for a hub that never comes.
    """
    last = min(65535, port + _NEIGHBOURS) if may_move and port else port
    for candidate in range(port, last + 1):
        try:
            return await serve(runner, host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
    raise AssertionError("the last port is tried or raises")

"""A way in from this computer's network, by HTTPS with the studio's own certificate.

Phones have one and helpers' windows have another. Each listens while the settings allow it.
"""

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from studio.core.errors import StudioError
from studio.core.network import LOOPBACK, address_for_others
from studio.web.certificate import certificate_file, fingerprint_of, server_context

_log = logging.getLogger("studio.processes.secure_site")

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - the person allowed others on the network
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SiteKind:
    """For whom it is. ``file``: the certificate's. The others are what is said when it fails.

    ``moved``: another port was taken, with ``%s`` for the wanted one; empty: it does not matter.
    ``is_alone_too``: without a network it listens for this computer alone.
    """

    file: str
    alone: str
    cannot_listen: str
    moved: str = ""
    is_alone_too: bool = False
    is_pinned: bool = False
    tls: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2


PHONES = SiteKind(
    "phones.pem",
    "this computer has no network that phones could use",
    "phones cannot come in: this computer does not let the studio listen",
)
HELPERS = SiteKind(
    "moderators.pem",
    "this computer has no network: only windows on this computer can come in",
    "helpers cannot come in: this computer does not let the studio listen",
    "another program holds port %s: paired devices do not find the studio until it is free",
    is_alone_too=True,
    is_pinned=True,
    tls=ssl.TLSVersion.TLSv1_3,
)


class SecureSite:
    """Listens or not, as `follow` is told. ``add_to`` fills the application."""

    def __init__(
        self,
        data_dir: Path,
        kind: SiteKind,
        add_to: Callable[[web.Application], None],
        *,
        is_loopback_only: bool = False,
    ) -> None:
        self._path = data_dir / kind.file
        self._kind = kind
        self._add_to = add_to
        self._is_loopback_only = is_loopback_only
        self._runner: web.AppRunner | None = None
        self._wanted = (False, 0)
        self.port = 0
        self.fingerprint = ""
        self.note = ""

    @property
    def host(self) -> str:
        """How others reach this computer now, in whichever network it is; empty: nowhere."""
        if not self.port:
            return ""
        return LOOPBACK if self._is_loopback_only else address_for_others()

    async def follow(self, is_allowed: bool, port: int) -> None:
        """Listen, listen elsewhere, or no more."""
        if (is_allowed, port) == self._wanted:
            return
        await self.close()
        self._wanted = (is_allowed, port)
        if not is_allowed:
            return
        address = LOOPBACK if self._is_loopback_only else address_for_others()
        if address == LOOPBACK and not self._is_loopback_only:
            self.note = self._kind.alone
            if not self._kind.is_alone_too:
                return
        try:
            await self._listen(address, port)
        except StudioError as error:
            self.note = error.what
        except OSError as error:
            _log.warning("others cannot come in", extra={"error": str(error)})
            self.note = self._kind.cannot_listen
        if not self.port:
            await self._end()

    async def close(self) -> None:
        """Listen no more."""
        self._wanted = (False, 0)
        self.port = 0
        self.fingerprint = self.note = ""
        await self._end()

    async def _listen(self, address: str, port: int) -> None:
        path = certificate_file(self._path, address, is_pinned=self._kind.is_pinned)
        application = web.Application(client_max_size=_MOST_BYTES)
        self._add_to(application)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        self._runner = runner
        await runner.setup()
        context = server_context(path, self._kind.tls)
        host = LOOPBACK if self._is_loopback_only else _EVERYWHERE
        try:
            await web.TCPSite(runner, host, port, ssl_context=context, reuse_address=True).start()
        except OSError:  # taken; the code on the screen carries whichever it is
            await web.TCPSite(runner, host, 0, ssl_context=context).start()
            if self._kind.moved:
                self.note = self._kind.moved % port
        self.port = int(runner.addresses[0][1])
        self.fingerprint = fingerprint_of(path)

    async def _end(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

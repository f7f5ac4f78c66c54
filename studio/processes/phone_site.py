"""The way in for phones: HTTPS on this computer's network, while the settings allow it."""

import logging
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from studio.core.errors import StudioError
from studio.core.network import LOOPBACK, address_for_others
from studio.core.settings import PhoneSettings
from studio.web.certificate import certificate_file, fingerprint_of, server_context

_log = logging.getLogger("studio.processes.phone_site")

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - the person allowed phones on the network
_MOST_BYTES = 64 * 1024
_ALONE = "this computer has no network that phones could use"
_CANNOT_LISTEN = "phones cannot come in: this computer does not let the studio listen"


class PhoneSite:
    """Listens or not, as `follow` is told. ``add_to`` fills the application."""

    def __init__(
        self,
        data_dir: Path,
        add_to: Callable[[web.Application], None],
        *,
        is_loopback_only: bool = False,
    ) -> None:
        self._data_dir = data_dir
        self._add_to = add_to
        self._is_loopback_only = is_loopback_only
        self._runner: web.AppRunner | None = None
        self._settings = PhoneSettings()
        self._port = 0
        self.fingerprint = ""
        self.note = ""

    @property
    def page_url(self) -> str:
        """Where phones find the page now, in whichever network this computer is; empty: nowhere."""
        if not self._port:
            return ""
        address = LOOPBACK if self._is_loopback_only else address_for_others()
        return f"https://{address}:{self._port}/guest"

    async def follow(self, settings: PhoneSettings) -> None:
        """Listen, listen elsewhere, or no more."""
        if settings == self._settings:
            return
        await self.close()
        self._settings = settings
        if not settings.is_allowed:
            return
        address = LOOPBACK if self._is_loopback_only else address_for_others()
        if address == LOOPBACK and not self._is_loopback_only:
            self.note = _ALONE
            return
        try:
            await self._listen(address, settings.port)
        except StudioError as error:
            self.note = error.what
        except OSError as error:
            _log.warning("phones cannot come in", extra={"error": str(error)})
            self.note = _CANNOT_LISTEN
        if self.note:
            await self._end()

    async def close(self) -> None:
        """Listen no more."""
        self._settings = PhoneSettings()
        self._port = 0
        self.fingerprint = self.note = ""
        await self._end()

    async def _listen(self, address: str, port: int) -> None:
        path = certificate_file(self._data_dir, address)
        application = web.Application(client_max_size=_MOST_BYTES)
        self._add_to(application)
        application.router.add_get("/", _to_page)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        self._runner = runner
        await runner.setup()
        context = server_context(path)
        host = LOOPBACK if self._is_loopback_only else _EVERYWHERE
        try:
            await web.TCPSite(runner, host, port, ssl_context=context, reuse_address=True).start()
        except OSError:  # taken; the code on the screen carries whichever it is
            await web.TCPSite(runner, host, 0, ssl_context=context).start()
        self._port = int(runner.addresses[0][1])
        self.fingerprint = fingerprint_of(path)

    async def _end(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()


async def _to_page(_request: web.Request) -> web.Response:
    return web.Response(status=307, headers={"Location": "/guest"})

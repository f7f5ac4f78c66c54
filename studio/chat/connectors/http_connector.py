"""A connector over a platform's web API: one session as long as it runs, and acts through it."""

import contextlib
from collections.abc import AsyncIterator

import aiohttp

from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.connectors.http_json import http_session
from studio.core.errors import UnavailableError


class HttpConnector(Connector):
    """``session`` is there while it runs, also between two connections."""

    _session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """What requests go through. UnavailableError when the connector does not run."""
        if self._session is None:
            raise UnavailableError("the chat is not connected", self.status.channel)
        return self._session

    async def run(self) -> None:
        """Stay connected until cancelled or refused; every socket is closed then."""
        async with http_session() as self._session:
            try:
                await super().run()
            finally:
                self._session = None

    @contextlib.asynccontextmanager
    async def _acting(self) -> AsyncIterator[aiohttp.ClientSession]:
        """An act's no is UnavailableError whatever the reason: nothing else ends by it."""
        try:
            yield self.session
        except RefusedError as error:
            raise UnavailableError(error.what, error.where) from error

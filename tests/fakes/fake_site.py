"""A web server of a test's own on loopback; how many requests and sockets it has is counted."""

from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler


class FakeSite:
    """An async context. Subclasses add routes to ``app``; ``failures`` answers come first."""

    def __init__(self) -> None:
        self.app = web.Application(middlewares=[self._watched])
        self.asked: list[str] = []
        self.failures: list[int] = []
        self.failure_body: object = {}
        self.open_requests = 0
        self._runner = web.AppRunner(self.app, shutdown_timeout=0.2)
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def ws_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/ws"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    def is_failing(self, request: web.Request) -> bool:
        """Whether ``failures`` is for this request; subclasses narrow it."""
        del request
        return bool(self.failures)

    @web.middleware
    async def _watched(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path}")
        if self.is_failing(request):
            return web.json_response(self.failure_body, status=self.failures.pop(0))
        self.open_requests += 1
        try:
            return await handler(request)
        finally:
            self.open_requests -= 1

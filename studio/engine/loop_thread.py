"""An event loop on a thread of its own, asked from other threads."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from studio.core.errors import UnavailableError
from studio.core.threads import StopSignal, Worker

_ANSWER_S = 10.0
_END_S = 10.0
T = TypeVar("T")


class LoopThread:
    """``at_end`` runs on the loop before it closes. Every public method is safe from any thread."""

    def __init__(self, name: str, at_end: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._at_end = at_end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._has_begun = threading.Event()
        self._worker = Worker(name, self._run)

    def start(self) -> None:
        """Start the loop and wait until it runs."""
        self._worker.start()
        self._has_begun.wait(5.0)

    def stop(self) -> None:
        """End what runs on it, then the loop."""
        loop, over = self._loop, self._over
        if loop is not None and over is not None and self._worker.is_alive:
            loop.call_soon_threadsafe(over.set)
        self._worker.stop(_END_S)

    def ask(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run it there and wait; UnavailableError when the loop is not there or too slow."""
        loop = self._loop
        if loop is None or not self._worker.is_alive:
            coroutine.close()
            raise UnavailableError("this part of the engine does not run", self._name)
        waiting = asyncio.run_coroutine_threadsafe(coroutine, loop)
        try:
            return waiting.result(_ANSWER_S)
        except TimeoutError as error:
            waiting.cancel()
            raise UnavailableError("there was no answer in time", self._name) from error

    def _run(self, _stop: StopSignal) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        over = self._over = asyncio.Event()
        self._has_begun.set()
        await over.wait()
        await self._at_end()

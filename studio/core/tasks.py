"""The one place that makes asyncio tasks: named, kept, and never failing in silence."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger("studio.core.tasks")


class TaskGroupKeeper:
    """Keeps a reference to every task it starts and ends them all in ``close``."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, coroutine: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start a task called ``owner.name`` on the running loop."""
        task = asyncio.get_running_loop().create_task(coroutine, name=f"{self._owner}.{name}")
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def __len__(self) -> int:
        return len(self._tasks)

    async def close(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("task failed", extra={"task_name": task.get_name()}, exc_info=error)

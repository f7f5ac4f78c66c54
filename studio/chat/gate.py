"""A gate that many pass at once until it is shut; shutting waits for those who are inside."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from studio.core.engage import TakingPartError


class Gate:
    """On the hub's loop. So that what is counted at the end is all that was let in."""

    def __init__(self) -> None:
        self._inside = 0
        self._is_shut = False
        self._empty = asyncio.Event()
        self._empty.set()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be inside for as long as the block lasts. TakingPartError when it is shut."""
        if self._is_shut:
            raise TakingPartError("closed")
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()

    async def shut(self) -> None:
        """Let nobody in any more, and wait for those inside."""
        self._is_shut = True
        await self._empty.wait()

    def open(self) -> None:
        """Let people in again."""
        self._is_shut = False

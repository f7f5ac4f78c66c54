"""A recorded show, heard again: at its own speed, faster, or as fast as it is taken."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path

from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.connectors.recording import Line, read_recording
from studio.core.chat import Platform
from studio.core.clock import NS_PER_MS, NS_PER_S, Clock
from studio.core.connectors import Alive, AnyHeard, Capability, ConnectorStatus
from studio.core.errors import BadInputError

_AT_ONCE = 200


class Replay(Connector):
    """``speed`` 0: as fast as it is taken. ``channel``: a name of its own, else the file's."""

    platform = Platform.REPLAY

    def __init__(
        self,
        connector_id: str,
        path: Path,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        speed: float = 1.0,
        *,
        channel: str = "",
    ) -> None:
        super().__init__(connector_id, channel or path.name, clock, on_status)
        self._path = path
        self._speed = speed

    @property
    def capabilities(self) -> Capability:
        """A recording only speaks."""
        return Capability.READ

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        lines = read_recording(self._path)
        began_ns = self.clock.monotonic_ns()
        yield Alive()
        while True:
            try:
                part = await asyncio.to_thread(_next_of, lines)
            except BadInputError as error:
                raise RefusedError(error.what, error.where) from error
            if not part:
                raise RefusedError("the recording is over", self._path.name)
            for line in part:
                await self._wait(began_ns, line.at_ms)
                yield line.heard

    async def _wait(self, began_ns: int, at_ms: int) -> None:
        if not self._speed:
            return
        due_ns = began_ns + round(at_ms * NS_PER_MS / self._speed)
        left_s = (due_ns - self.clock.monotonic_ns()) / NS_PER_S
        if left_s > 0:
            await asyncio.sleep(left_s)


def _next_of(lines: Iterator[Line]) -> list[Line]:
    return list(itertools.islice(lines, _AT_ONCE))

"""How the parts of the room write into the log: a payload with who did it gives its record."""

from collections.abc import Awaitable, Callable

import msgspec

from studio.core.clock import Clock
from studio.core.records.payload import Payload
from studio.core.records.record import Record

Append = Callable[[Payload, str], Awaitable[Record]]


def appending(
    keep: Callable[[Record], Awaitable[int]], clock: Clock, session_id: Callable[[], str]
) -> Append:
    """Comes back with the record once it is on the disk."""

    async def append(payload: Payload, actor: str) -> Record:
        record = Record(session_id(), clock.wall_ms(), payload, actor)
        return msgspec.structs.replace(record, id=await keep(record))

    return append

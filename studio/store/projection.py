"""What every projection can do: follow the log, and be made anew from it."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from studio.store.event_log import Stored
from studio.store.sealing import Sealer


class Projection(Protocol):
    """A view of the log in tables of its own; written in the transaction that writes the log."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Follow these events, in their order."""
        ...

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        ...

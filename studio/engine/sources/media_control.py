"""What can be paused and moved."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Seekable(Protocol):
    """A driver of a file; ``control`` may be called from any thread."""

    def control(self, is_paused: bool | None, position_s: float | None) -> None:
        """Pause or go on, and jump; None: leave as it is."""
        ...

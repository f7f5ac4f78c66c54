"""What every system's way of holding keys can do."""

from collections.abc import Callable
from typing import Protocol

# Called with the key as it was held, in Qt's portable text; in the Qt thread.
OnPressed = Callable[[str], None]


def not_heard(_key: str) -> None:
    """For whom the end of a press does not matter."""


class Hotkeys(Protocol):
    """Holds keys for this program wherever the focus is."""

    @property
    def why_not(self) -> str:
        """Why no key can be held here, for a person; empty: they can."""

    @property
    def hears_releases(self) -> bool:
        """Whether the end of a press is told too."""

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """Hold exactly these; gives those that the system refused, mostly as taken already."""

    def close(self) -> None:
        """Let go of all."""


class NoHotkeys:
    """Where nothing can be held, and why."""

    def __init__(self, why_not: str) -> None:
        self._why_not = why_not

    @property
    def why_not(self) -> str:
        """The reason."""
        return self._why_not

    @property
    def hears_releases(self) -> bool:
        """Nothing is heard."""
        return False

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """None can be held."""
        return keys

    def close(self) -> None:
        """There is nothing to let go of."""

"""How long to wait before the next try: longer each time, never the same for everybody."""

import random
from collections.abc import Callable

_FIRST_S = 0.5
_LONGEST_S = 60.0
_JITTER = 0.3


class Backoff:
    """Doubles from half a second to a minute, give or take 30 %; `reset` after a success."""

    def __init__(self, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._tries = 0

    @property
    def tries(self) -> int:
        """How many since the last success."""
        return self._tries

    def next_s(self) -> float:
        """Seconds to wait now."""
        plain_s = min(_LONGEST_S, _FIRST_S * 2.0**self._tries)
        self._tries = min(self._tries + 1, 30)
        return plain_s * (1 + _JITTER * (2 * self._chance() - 1))

    def reset(self) -> None:
        """It worked."""
        self._tries = 0

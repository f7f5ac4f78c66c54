"""Alarms of a window made audible: the engine's tone, or the system's bell where it cannot play."""

from collections.abc import Callable
from typing import Protocol


class Player(Protocol):
    """What plays."""

    def start(self) -> None:
        """Begin to listen for rings."""

    def ring(self, *, is_urgent: bool) -> bool:
        """One ring; False when it cannot be heard."""
        ...

    def close(self) -> None:
        """End."""


class Ringing:
    """Call it to ring. The player is made with the first ring: a calm window never loads it."""

    def __init__(self, fall_back: Callable[[], None], make: Callable[[], Player]) -> None:
        self._fall_back = fall_back
        self._make = make
        self._player: Player | None = None

    def __call__(self, is_urgent: bool) -> None:
        """Ring once."""
        if self._player is None:
            self._player = self._make()
            self._player.start()
        if not self._player.ring(is_urgent=is_urgent):
            self._fall_back()

    def close(self) -> None:
        """Ring no more."""
        if self._player is not None:
            self._player.close()


def alarm_player() -> Player:
    """The engine's tone, played by this process on its default output device."""
    from studio.engine.audio.alarm_tone import AlarmPlayer

    return AlarmPlayer()

"""Drivers that behave as badly as real devices do."""

import threading

import numpy as np

from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver, next_serial


def grey_picture(clock: MediaClock) -> Picture:
    """A small picture."""
    return Picture(clock.now_ns(), next_serial(), bgra=np.full((4, 4, 4), 200, np.uint8))


class WellDriver(SourceDriver):
    """A picture and a block of sound every few milliseconds."""

    def __init__(self, clock: MediaClock) -> None:
        super().__init__(clock)
        self.opened = 0
        self.closed = 0
        self.woken = threading.Event()

    def open(self) -> None:
        """Count it."""
        self.opened += 1

    def read(self) -> Reading:
        """A picture and silence."""
        self.woken.wait(0.005)
        silence = AudioBlock(np.zeros((480, 2), np.float32), self.clock.now_ns())
        return Reading(grey_picture(self.clock), silence)

    def close(self) -> None:
        """Count it."""
        self.closed += 1

    def interrupt(self) -> None:
        """Wait no longer."""
        self.woken.set()


class ThrowingDriver(WellDriver):
    """Gives ``good`` pictures and then raises."""

    def __init__(self, clock: MediaClock, error: Exception, good: int = 0) -> None:
        super().__init__(clock)
        self._error = error
        self._good = good

    def read(self) -> Reading:
        """A picture, or the error."""
        if self._good <= 0:
            raise self._error
        self._good -= 1
        return super().read()


class StallingDriver(WellDriver):
    """Gives one picture and then hangs until it is let go; deaf to `interrupt`."""

    def __init__(self, clock: MediaClock, let_go: threading.Event) -> None:
        super().__init__(clock)
        self._let_go = let_go
        self._reads = 0

    def read(self) -> Reading:
        """One picture, then nothing."""
        self._reads += 1
        if self._reads > 1:
            self._let_go.wait(60)
        return Reading(grey_picture(self.clock))

    def interrupt(self) -> None:
        """It does not hear."""


class FloodingDriver(WellDriver):
    """Never waits."""

    def read(self) -> Reading:
        """As fast as it goes."""
        return Reading(grey_picture(self.clock))

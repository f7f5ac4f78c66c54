"""What all drawings share: drawn once when opened, then nothing new until the end."""

import threading
from abc import abstractmethod

import numpy as np

from studio.engine.media import Bytes, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver, next_serial

_WAIT_S = 0.25


def even_raster(bgra: Bytes) -> Bytes:
    """The raster with a transparent line more where a side is odd."""
    height_px, width_px = bgra.shape[:2]
    if height_px % 2 == 0 and width_px % 2 == 0:
        return bgra
    padded = np.zeros((height_px + height_px % 2, width_px + width_px % 2, 4), np.uint8)
    padded[:height_px, :width_px] = bgra
    return padded


class StillDriver(SourceDriver):
    """Draws in ``open``; ``read`` gives that one picture and then waits."""

    def __init__(self, clock: MediaClock) -> None:
        super().__init__(clock)
        self._woken = threading.Event()
        self._picture: Picture | None = None

    @abstractmethod
    def draw(self) -> Bytes:
        """The raster: premultiplied BGRA. Raises `StudioError`s as ``open`` does."""

    def open(self) -> None:
        """Draw."""
        self._picture = Picture(self.clock.now_ns(), next_serial(), bgra=even_raster(self.draw()))

    def read(self) -> Reading:
        """The picture, once."""
        picture, self._picture = self._picture, None
        if picture is None:
            self._woken.wait(_WAIT_S)
        return Reading(picture=picture)

    def close(self) -> None:
        """Nothing is held."""
        self._woken.set()

    def interrupt(self) -> None:
        """Wait no longer."""
        self._woken.set()

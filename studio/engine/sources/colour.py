"""A plain colour."""

import numpy as np

from studio.core.sources import ColourSettings
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.still import StillDriver

_SIDE_PX = (9 * 16, 16 * 16)


def bgra_of(colour: str) -> tuple[int, int, int, int]:
    """``#RRGGBB`` or ``#RRGGBBAA`` as premultiplied (B, G, R, A)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    alpha = int(colour[7:9], 16) if len(colour) == 9 else 255
    return (
        round(blue * alpha / 255),
        round(green * alpha / 255),
        round(red * alpha / 255),
        alpha,
    )


class ColourDriver(StillDriver):
    """A small raster of one colour; the layer's fit makes it as large as wanted."""

    def __init__(self, settings: ColourSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings

    def draw(self) -> Bytes:
        """16:9, because a layer keeps the shape of its source unless told otherwise."""
        raster = np.empty((*_SIDE_PX, 4), np.uint8)
        raster[:] = bgra_of(self._settings.colour)
        return raster

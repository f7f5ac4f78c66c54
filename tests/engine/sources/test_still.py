import numpy as np

from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.still import StillDriver, even_raster


class Drawn(StillDriver):
    """Draws an odd raster."""

    def draw(self) -> Bytes:
        """Three by five."""
        return np.full((3, 5, 4), 9, np.uint8)


def test_it_is_given_once() -> None:
    driver = Drawn(MediaClock())
    driver.open()
    picture = driver.read().picture
    assert picture is not None
    assert (picture.width_px, picture.height_px) == (6, 4)
    driver.interrupt()
    assert driver.read().picture is None
    driver.close()


def test_an_odd_side_gets_a_transparent_line() -> None:
    raster = even_raster(np.full((3, 5, 4), 9, np.uint8))
    assert (raster[:3, :5] == 9).all()
    assert not raster[3].any()
    assert not raster[:, 5].any()
    even = np.zeros((2, 2, 4), np.uint8)
    assert even_raster(even) is even

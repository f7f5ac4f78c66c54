import numpy as np

from studio.core.clock import NS_PER_S
from studio.core.picture_filters import Blur, CropPad, Scroll
from studio.engine.compose.filters.content import Content, content_of
from studio.engine.compose.filters.framing import framed, scrolled, size_after
from studio.engine.compose.planes import Planes
from tests.support.float_picture import raster, slope


def _content() -> Content:
    return content_of(raster(slope, 160, 80))


def test_a_crop_keeps_the_middle() -> None:
    settings = CropPad(left=0.25, top=0.1, right=0.25, bottom=0.4)
    before = _content()
    after = framed(before, settings)
    assert after.size == size_after((160, 80), (Blur(), settings)) == (80, 40)
    assert after.alpha is None
    assert (after.planes.y == before.planes.y[8:48, 40:120]).all()
    assert (after.planes.u == before.planes.u[4:24, 20:60]).all()


def test_below_zero_is_transparent_room() -> None:
    settings = CropPad(left=-0.5, bottom=0.5)
    after = framed(_content(), settings)
    assert after.size == size_after((160, 80), (settings,)) == (240, 40)
    assert after.alpha is not None
    assert not after.alpha[:, :80].any()
    assert (after.alpha[:, 80:] == 255).all()
    assert (after.planes.y[:, :80] == 16).all()


def test_something_is_always_left() -> None:
    assert size_after((160, 80), (CropPad(left=0.95, right=0.95, top=0.9),)) == (2, 8)
    assert framed(_content(), CropPad(left=0.95, right=0.95)).size[0] == 2


def test_a_scroll_goes_round() -> None:
    luma = np.tile(np.arange(100, dtype=np.uint8), (10, 1))
    half = np.tile(np.arange(50, dtype=np.uint8), (5, 1))
    before = Content(Planes(luma, half, half), luma)
    settings = Scroll(x=0.1, y=0.0)
    after = scrolled(before, settings, 3 * NS_PER_S)
    assert after.planes.y[0, 30] == 0
    assert after.planes.y[0, 29] == 99
    assert after.planes.u[0, 15] == 0
    assert after.alpha is not None
    assert after.alpha[0, 30] == 0
    assert scrolled(before, settings, 10 * NS_PER_S) is before
    up = scrolled(before, Scroll(x=0.0, y=-0.2), NS_PER_S)
    assert (up.planes.y == luma).all()

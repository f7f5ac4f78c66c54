import numpy as np
import pytest

from studio.core.scene import Box, Fit, Layer
from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch_maker import PatchMaker
from studio.engine.media import Picture
from tests.support.float_picture import raster, slope, veil, yuv_frame

MAKER = PatchMaker(320, 180)
RASTER = Picture(0, 1, bgra=raster(veil, 64, 36))


def test_an_opaque_raster_needs_no_alpha() -> None:
    patch = MAKER.make(Layer("a", "A", "s"), Picture(0, 1, bgra=raster(slope, 64, 36)))
    assert patch is not None
    assert patch.is_opaque
    patch = MAKER.make(Layer("a", "A", "s"), RASTER)
    assert patch is not None
    assert not patch.is_opaque


def test_a_layer_outside_the_canvas_makes_none() -> None:
    away = Layer("a", "A", "s", box=Box(2.0, 0.0, 0.5, 0.5))
    for picture in (RASTER, Picture(0, 1, frame=yuv_frame(slope, 64, 36))):
        assert MAKER.make(away, picture) is None
    turned = Layer("a", "A", "s", box=Box(3.0, 0.0, 0.5, 0.5), rotation_deg=20)
    assert MAKER.make(turned, RASTER) is None


@pytest.mark.parametrize("rotation_deg", [0.0, 45.0])
def test_an_enormous_layer_costs_no_more_than_the_canvas(rotation_deg: float) -> None:
    wall = Box(-7.5, -7.5, 16.0, 16.0)
    layer = Layer("a", "A", "s", box=wall, rotation_deg=rotation_deg, fit=Fit.STRETCH)
    for picture in (RASTER, Picture(0, 1, bgra=np.full((2, 2, 4), 255, np.uint8))):
        patch = MAKER.make(layer, picture)
        assert patch is not None
        assert patch.planes.y.size <= 4 * 320 * 180


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="2 × 2"):
        MAKER.make(Layer("a", "A", "s"), Picture(0, 1, bgra=np.zeros((1, 40, 4), np.uint8)))


def test_a_strip_fills_the_height_of_its_box_and_repeats() -> None:
    strip = Picture(0, 1, bgra=raster(veil, 100, 36), offset_px=(30, 0), is_strip=True)
    patch = MAKER.make(Layer("a", "A", "s", box=Box(0, 0.9, 1, 0.1)), strip)
    assert patch is not None
    assert patch.rect == Rect(0, 162, 320, 180)
    assert patch.period_px == 50
    assert patch.offset_px == 15
    assert patch.planes.width_px >= 320 + 50
    further = Picture(0, 1, bgra=strip.bgra, offset_px=(230, 0), is_strip=True)
    moved = MAKER.moved(patch, further)
    assert moved.planes is patch.planes
    assert moved.offset_px == 15
    back = Picture(0, 1, bgra=strip.bgra, offset_px=(-2, 0), is_strip=True)
    assert MAKER.moved(patch, back).offset_px == 49


def test_a_strip_too_large_to_keep_is_refused() -> None:
    strip = Picture(0, 1, bgra=np.zeros((4, 40_000, 4), np.uint8), is_strip=True)
    with pytest.raises(ValueError, match="too large"):
        MAKER.make(Layer("a", "A", "s", box=Box(0, 0, 1, 8)), strip)

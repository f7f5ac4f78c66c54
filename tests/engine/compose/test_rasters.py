import numpy as np
import pytest

from studio.engine.compose.geometry import Rect
from studio.engine.compose.rasters import cut_raster, scaled_raster
from studio.engine.media import Picture
from tests.support.float_picture import raster, slope, veil, yuv_frame


def test_a_part_is_a_view() -> None:
    bgra = raster(veil, 64, 36)
    part = cut_raster(Picture(0, 1, bgra=bgra), Rect(10, 4, 30, 14))
    assert part.shape == (10, 20, 4)
    assert np.shares_memory(part, bgra)
    with pytest.raises(ValueError, match="raster"):
        cut_raster(Picture(0, 1, frame=yuv_frame(slope, 64, 36)), Rect(0, 0, 2, 2))


def test_a_raster_is_scaled_only_when_it_must_be() -> None:
    bgra = raster(veil, 64, 36)
    assert scaled_raster(bgra, 64, 36) is bgra
    assert scaled_raster(bgra, 32, 18).shape == (18, 32, 4)
    assert np.abs(scaled_raster(bgra, 128, 72)[::2, ::2].astype(int) - bgra).max() <= 3

import numpy as np
import pytest

from studio.engine.compose.geometry import Rect
from studio.engine.compose.painter import fill, lay
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes, new_buffer, planes_of

WHOLE = Rect(0, 0, 16, 8)


def _canvas(value: int = 100) -> Planes:
    buffer = new_buffer(16, 8)
    buffer[...] = value
    return planes_of(buffer, 16, 8)


def _plain(width_px: int, height_px: int, value: int) -> Planes:
    buffer = new_buffer(width_px, height_px)
    buffer[...] = value
    return planes_of(buffer, width_px, height_px)


def test_fill_colours_only_the_rectangle() -> None:
    canvas = _canvas()
    fill(canvas, Rect(4, 2, 8, 6), (1, 2, 3))
    assert np.count_nonzero(canvas.y == 1) == 16
    assert np.count_nonzero(canvas.u == 2) == 4
    assert np.count_nonzero(canvas.v == 3) == 4
    assert np.count_nonzero(canvas.y == 100) == 16 * 8 - 16


def test_an_opaque_patch_is_drawn_only_within() -> None:
    canvas = _canvas()
    lay(canvas, Patch(Rect(-4, -2, 8, 6), _plain(12, 8, 50)), Rect(2, 0, 16, 8))
    assert np.all(canvas.y[:6, 2:8] == 50)
    assert np.count_nonzero(canvas.y == 50) == 36
    assert np.count_nonzero(canvas.u == 50) == 9


@pytest.mark.parametrize(("opacity", "wanted"), [(0.5, 75), (0.1, 95), (0.0, 100)])
def test_opacity_mixes(opacity: float, wanted: int) -> None:
    canvas = _canvas()
    lay(canvas, Patch(WHOLE, _plain(16, 8, 50), opacity=opacity), WHOLE)
    assert all(abs(plane.astype(int) - wanted).max() <= 1 for plane in canvas.all())


def test_premultiplied_planes_are_added_to_what_shines_through() -> None:
    canvas = _canvas()
    patch = Patch(WHOLE, _plain(16, 8, 40), inverse=_plain(16, 8, 51))
    assert not patch.is_opaque
    lay(canvas, patch, WHOLE)
    assert all(np.all(plane == 60) for plane in canvas.all())  # 100 × 51 / 255 + 40


def test_a_patch_elsewhere_changes_nothing() -> None:
    canvas = _canvas()
    lay(canvas, Patch(Rect(40, 40, 44, 44), _plain(4, 4, 9)), WHOLE)
    assert np.all(canvas.y == 100)


def test_a_strip_shows_from_its_offset_on() -> None:
    canvas = _canvas()
    planes = _plain(48, 8, 0)
    planes.y[...] = np.arange(48, dtype=np.uint8)
    patch = Patch(WHOLE, planes, period_px=32, offset_px=5)
    lay(canvas, patch, WHOLE)
    assert canvas.y[0].tolist() == list(range(5, 21))

import numpy as np

from studio.engine.compose.filters.content import (
    Content,
    content_of,
    half_of,
    in_bgr,
    premultiplied,
    raster_of,
)
from studio.engine.compose.planes import Planes
from tests.support.float_picture import raster, slope, veil


def _planes() -> Planes:
    return content_of(raster(slope, 64, 36)).planes


def test_an_opaque_raster_has_no_alpha() -> None:
    content = content_of(raster(slope, 64, 36))
    assert content.alpha is None
    assert content.size == (64, 36)
    assert premultiplied(content) == (content.planes, None)


def test_a_translucent_raster_comes_back_as_it_was() -> None:
    before = raster(veil, 64, 36)
    content = content_of(before)
    assert content.alpha is not None
    assert np.abs(content.alpha.astype(int) - before[:, :, 3]).max() <= 1
    after = raster_of(content)
    assert np.abs(after.astype(int) - before).max() <= 6, "chroma is of half the size"


def test_what_is_transparent_is_black_and_stays_unseen() -> None:
    content = content_of(np.zeros((8, 8, 4), np.uint8))
    assert (content.planes.y == 16).all()
    planes, through = premultiplied(content)
    assert through is not None
    assert not planes.y.any()
    assert (through.y == 255).all()


def test_covers_multiply() -> None:
    half = np.full((36, 64), 128, np.uint8)
    once = Content(_planes()).within(half)
    assert once.alpha is half
    twice = once.within(half)
    assert twice.alpha is not None
    assert set(np.unique(twice.alpha)) == {64}


def test_a_change_in_bgr_that_changes_nothing_changes_nothing() -> None:
    planes = _planes()
    same = in_bgr(planes, lambda bgr: bgr)
    for old, new in zip(planes.all(), same.all(), strict=True):
        assert np.abs(old.astype(int) - new).max() <= 2


def test_a_half_is_the_average() -> None:
    plane = np.array([[0, 2, 8, 8], [4, 2, 8, 8]], np.uint8)
    assert half_of(plane).tolist() == [[2, 8]]

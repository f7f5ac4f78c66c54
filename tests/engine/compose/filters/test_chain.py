import numpy as np
import pytest

from studio.core.picture_filters import (
    KINDS,
    Blur,
    ColourCorrection,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    Scroll,
)
from studio.engine.compose.filters.chain import FilterChain
from studio.engine.compose.filters.content import content_of
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.media import Bytes
from tests.support.float_picture import raster, slope

SIZE = (64, 36)


class _Files(FilterFiles):
    def picture(self, path: str) -> Bytes | None:
        return PICTURE if path == "mask.png" else None


PICTURE = np.zeros((10, 10, 4), np.uint8)
PICTURE[:, 5:] = 255


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_leaves_its_input_as_it_was(kind: type[PictureFilter]) -> None:
    before = content_of(raster(slope, *SIZE))
    copies = [plane.copy() for plane in before.planes.all()]
    FilterChain(FilterFiles()).process(before, (kind(),), 10**9)
    for plane, copy in zip(before.planes.all(), copies, strict=True):
        assert (plane == copy).all()


def test_filters_work_in_the_order_given() -> None:
    chain, content = FilterChain(FilterFiles()), content_of(raster(slope, *SIZE))
    crop, circle = CropPad(left=0.5), Mask(shape=MaskShape.CIRCLE)
    cut = chain.process(content, (circle, crop)).alpha
    whole = chain.process(content, (crop, circle)).alpha
    assert cut is not None
    assert whole is not None
    assert cut[18, 0] == 255, "the middle of the circle lies at the cut"
    assert cut[3, 0] == 255
    assert whole[3, 0] == 0
    assert whole[18, 16] == 255


def test_a_filter_whose_file_is_missing_does_nothing() -> None:
    content = content_of(raster(slope, *SIZE))
    filters = (Lut(path="none.cube"), Mask(shape=MaskShape.IMAGE_ALPHA, path="none.png"))
    assert FilterChain(FilterFiles()).process(content, filters) is content


def test_a_fitted_mask_is_kept() -> None:
    chain, content = FilterChain(_Files()), content_of(raster(slope, *SIZE))
    filters = (Mask(shape=MaskShape.IMAGE_ALPHA, path="mask.png"),)
    first = chain.process(content, filters).alpha
    assert first is not None
    assert first[18, [4, 60]].tolist() == [0, 255]
    assert chain.process(content, filters).alpha is first


def test_time_moves_only_what_scrolls() -> None:
    chain, content = FilterChain(FilterFiles()), content_of(raster(slope, *SIZE))
    still = (Blur(), ColourCorrection(brightness=0.1))
    now, later = (chain.process(content, still, at).planes.y for at in (0, 10**9))
    assert (now == later).all()
    moving = (*still, Scroll(x=0.25))
    assert (chain.process(content, moving, 10**9).planes.y == np.roll(now, 16, 1)).all()

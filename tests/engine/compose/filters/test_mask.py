import numpy as np
import pytest

from studio.core.picture_filters import Mask, MaskShape
from studio.engine.compose.filters.mask import fitted_cover, form_cover, image_cover


@pytest.mark.parametrize(
    ("shape", "area"),
    [(MaskShape.CIRCLE, np.pi * 45**2), (MaskShape.ELLIPSE, np.pi * 45 * 80)],
)
def test_round_forms_have_their_area(shape: MaskShape, area: float) -> None:
    cover = form_cover(Mask(shape=shape), 160, 90)
    assert cover.shape == (90, 160)
    assert cover[45, 80] == 255
    assert cover[0, 0] == 0
    assert float(cover.sum()) / 255 == pytest.approx(area, rel=0.02)


def test_round_corners_have_their_radius() -> None:
    cover = form_cover(Mask(shape=MaskShape.ROUNDED, radius=0.5), 160, 90)
    missing = 160 * 90 - float(cover.sum()) / 255
    assert missing == pytest.approx((4 - np.pi) * 22.5**2, rel=0.03)
    assert (cover[:, 80] == 255).all()
    assert (form_cover(Mask(shape=MaskShape.ROUNDED, radius=0.0), 160, 90) == 255).all()


def test_a_feather_softens_inwards() -> None:
    cover = form_cover(Mask(shape=MaskShape.CIRCLE, feather=0.5), 100, 100)
    line = cover[50, 50:].astype(int)
    assert (np.diff(line) <= 0).all()
    assert 100 < line[37] < 155, "half way between 25 and 50"


def test_inverted_is_the_rest() -> None:
    settings = Mask(shape=MaskShape.CIRCLE)
    cover = form_cover(settings, 40, 40)
    rest = form_cover(Mask(shape=MaskShape.CIRCLE, is_inverted=True), 40, 40)
    assert (cover.astype(int) + rest == 255).all()


def test_a_picture_covers_by_its_alpha_or_its_brightness() -> None:
    bgra = np.zeros((10, 20, 4), np.uint8)
    bgra[:, 10:] = 255
    bgra[:, :10, 3] = 255
    assert (image_cover(bgra, MaskShape.IMAGE_ALPHA) == 255).all()
    luma = image_cover(bgra, MaskShape.IMAGE_LUMA)
    assert luma[5, [0, 19]].tolist() == [0, 255]
    settings = Mask(shape=MaskShape.IMAGE_LUMA, is_inverted=True)
    wide = fitted_cover(luma, settings, 80, 30)
    assert wide.shape == (30, 80)
    assert wide[15, [0, 79]].tolist() == [255, 0]

import numpy as np
import pytest

from studio.core.picture_filters import ColourCorrection
from studio.engine.compose.filters.content import Content, content_of
from studio.engine.compose.filters.correction import corrected
from studio.engine.compose.planes import Planes
from tests.support.float_picture import Floats, formula_planes, raster, slope

SIZE = (64, 36)


def _by_formula(settings: ColourCorrection) -> Planes:
    """What a person would write down for R, G, B between 0 and 1, and hue in YUV."""

    def changed(u: Floats, v: Floats) -> Floats:
        rgb = slope(u, v)[..., :3] / 255
        rgb = rgb ** (1 / (1 + settings.gamma))
        rgb = (rgb - 0.5) * (1 + settings.contrast) + 0.5 + settings.brightness
        grey = (rgb @ np.array([0.299, 0.587, 0.114]))[..., None]
        rgb = grey + (rgb - grey) * (1 + settings.saturation)
        blue, red = (rgb[..., 2:] - grey) / 1.772, (rgb[..., :1] - grey) / 1.402
        angle = np.deg2rad(settings.hue_deg)
        turned_blue = blue * np.cos(angle) - red * np.sin(angle)
        turned_red = blue * np.sin(angle) + red * np.cos(angle)
        red, blue = grey + 1.402 * turned_red, grey + 1.772 * turned_blue
        green = (grey - 0.299 * red - 0.114 * blue) / 0.587
        gains = np.array([1 + settings.temperature / 4, 1.0, 1 - settings.temperature / 4])
        gains /= gains @ np.array([0.299, 0.587, 0.114])
        rgb = np.concatenate([red, green, blue], -1) * gains * 255
        return np.concatenate([rgb, np.full_like(rgb[..., :1], 255.0)], -1)

    return formula_planes(changed, *SIZE)


@pytest.mark.parametrize(
    "settings",
    [
        ColourCorrection(),
        ColourCorrection(brightness=0.05),
        ColourCorrection(contrast=0.2),
        ColourCorrection(gamma=0.4),
        ColourCorrection(saturation=-0.6),
        ColourCorrection(saturation=0.2, hue_deg=30.0),
        ColourCorrection(temperature=0.5),
        ColourCorrection(brightness=0.03, contrast=0.1, saturation=0.1, temperature=-0.4),
    ],
)
def test_colours_are_those_of_the_formula(settings: ColourCorrection) -> None:
    made = corrected(content_of(raster(slope, *SIZE)), settings).planes
    wanted = _by_formula(settings)
    for new, right in zip(made.all(), wanted.all(), strict=True):
        assert np.abs(new.astype(float) - right).max() <= 2.5


def test_below_zero_turns_back_what_above_zero_does() -> None:
    before = content_of(raster(slope, *SIZE))
    for there, back in (
        (ColourCorrection(contrast=-0.5), ColourCorrection(contrast=0.5)),
        (ColourCorrection(gamma=-0.5), ColourCorrection(gamma=0.5)),
    ):
        again = corrected(corrected(before, there), back).planes
        assert np.abs(again.y.astype(int) - before.planes.y).max() <= 3


def test_grey_has_no_colour_and_opacity_is_kept_apart() -> None:
    content = corrected(
        content_of(raster(slope, *SIZE)), ColourCorrection(saturation=-1.0, opacity=0.5)
    )
    assert set(np.unique(content.planes.u)) == {128}
    assert content.opacity == 0.5
    assert content.alpha is None


def test_nothing_leaves_the_range_of_video() -> None:
    grey = np.full((2, 2), 128, np.uint8)
    luma = np.array([[16, 80, 150, 235]] * 4, np.uint8)
    made = corrected(
        Content(Planes(luma, grey, grey)), ColourCorrection(contrast=3.0, brightness=0.1)
    )
    assert made.planes.y.min() == 16
    assert made.planes.y.max() == 235

import pytest

from studio.core.sources import ColourSettings
from studio.engine.media import MediaClock
from studio.engine.sources.colour import ColourDriver, bgra_of


@pytest.mark.parametrize(
    ("colour", "bgra"),
    [
        ("#ff8000", (0, 128, 255, 255)),
        ("#ff800080", (0, 64, 128, 128)),
        ("#00000000", (0, 0, 0, 0)),
    ],
)
def test_colours_are_premultiplied(colour: str, bgra: tuple[int, int, int, int]) -> None:
    assert bgra_of(colour) == bgra


def test_it_fills_a_wide_raster() -> None:
    raster = ColourDriver(ColourSettings("#102030"), MediaClock()).draw()
    assert raster.shape[1] * 9 == raster.shape[0] * 16
    assert (raster == (0x30, 0x20, 0x10, 255)).all()

import numpy as np
import pytest
import skia

from studio.engine.sources.drawing import (
    filled,
    new_raster,
    paint_on,
    paragraph,
    raster_of_image,
    skia_colour,
    stroked,
)


def test_rasters_are_even_and_clear() -> None:
    raster = new_raster(3, 1)
    assert raster.shape == (2, 4, 4)
    assert not raster.any()


@pytest.mark.parametrize(("colour", "alpha"), [("#0a141e", 255), ("#0a141e80", 128)])
def test_painting_is_premultiplied_bgra(colour: str, alpha: int) -> None:
    raster = paint_on(new_raster(4, 4), lambda canvas: canvas.clear(skia_colour(colour)))
    expected = np.array([0x1E, 0x14, 0x0A, 255]) * alpha / 255
    assert np.abs(raster[1, 1] - expected).max() <= 1


def test_lines_and_fills_cover_what_they_should() -> None:
    def paint(canvas: skia.Canvas) -> None:
        canvas.drawLine(0, 10, 40, 10, stroked("#ffffff", 4))
        canvas.drawRect(skia.Rect.MakeXYWH(0, 20, 40, 10), filled("#ff0000"))

    raster = paint_on(new_raster(40, 40), paint)
    assert raster[10, 20].tolist() == [255, 255, 255, 255]
    assert raster[25, 20].tolist() == [0, 0, 255, 255]
    assert not raster[35].any()


def test_longer_text_is_longer_and_wraps() -> None:
    short, long = (paragraph(text, 30, filled("#ffffff")) for text in ("ab", "ab ab ab ab"))
    assert long.LongestLine > short.LongestLine
    wrapped = paragraph("ab ab ab ab", 30, filled("#ffffff"), width_px=60)
    assert wrapped.Height > 2 * short.Height


def test_a_decoded_picture_keeps_its_pixels() -> None:
    pixels = np.full((4, 6, 4), (10, 20, 30, 255), np.uint8)
    image = skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType)
    assert np.array_equal(raster_of_image(image), pixels)

import numpy as np
import pytest

from studio.core.picture_filters import Blur, Sharpen
from studio.engine.compose.filters.content import Content, content_of
from studio.engine.compose.filters.sharpness import blurred, sharpened
from studio.engine.compose.planes import Planes
from tests.support.float_picture import raster, slope

GREY = np.full((100, 100), 128, np.uint8)


def _edge() -> Content:
    luma = np.full((200, 200), 60, np.uint8)
    luma[:, 100:] = 200
    return Content(Planes(luma, GREY, GREY))


@pytest.mark.parametrize("amount", [0.01, 0.04, 0.1])
def test_an_edge_becomes_the_bell_curves_sum(amount: float) -> None:
    line = blurred(_edge(), Blur(amount=amount)).planes.y[100].astype(float)
    sigma = amount * 200
    places = np.arange(200)
    bells = np.exp(-(((places[:, None] + 0.5 - places[None, :] - 0.5) / sigma) ** 2) / 2)
    wanted = 60 + 140 * bells[:, 100:].sum(1) / bells.sum(1)
    inner = slice(70, 130)
    assert np.abs(line - wanted)[inner].max() <= 5


def test_no_blur_is_the_same_picture() -> None:
    content = content_of(raster(slope, 64, 36))
    assert blurred(content, Blur(amount=0.0)) is content
    assert sharpened(content, Sharpen(amount=0.0)) is content


def test_what_is_transparent_does_not_darken_its_neighbours() -> None:
    luma = np.full((200, 200), 180, np.uint8)
    luma[:, :100] = 16
    cover = np.zeros((200, 200), np.uint8)
    cover[:, 100:] = 255
    soft = blurred(Content(Planes(luma, GREY, GREY), cover), Blur(amount=0.03))
    assert soft.alpha is not None
    seen = soft.alpha > 40
    assert seen[:, :100].any()
    assert np.abs(soft.planes.y[seen].astype(int) - 180).max() <= 8


def test_sharpen_adds_what_differs_from_the_neighbours() -> None:
    made = sharpened(_edge(), Sharpen(amount=0.1)).planes
    assert made.y[100, [50, 99, 100, 150]].tolist() == [60, 18, 242, 200]
    assert made.u is GREY

import av
import numpy as np
import pytest

from studio.engine.compose.alpha_frame import AlphaSplitter
from studio.engine.compose.geometry import Rect
from studio.engine.compose.painter import lay
from studio.engine.compose.planes import Planes, new_buffer, planes_of

_WIDTH, _HEIGHT = 128, 72


def _canvas(luma: int) -> Planes:
    planes = planes_of(new_buffer(_WIDTH, _HEIGHT), _WIDTH, _HEIGHT)
    for plane, value in zip(planes.all(), (luma, 128, 128), strict=True):
        plane[...] = value
    return planes


def _frame(alpha: int, name: str, side: int = 1) -> av.VideoFrame:
    """Grey of 200 in RGB with that alpha, in any format."""
    rgba = np.empty((_HEIGHT * side, _WIDTH * side, 4), np.uint8)
    rgba[...] = (200, 200, 200, alpha)
    return av.VideoFrame.from_ndarray(rgba, format="rgba").reformat(format=name)


@pytest.mark.parametrize("name", ["rgba", "yuva420p", "yuva444p10le", "argb"])
@pytest.mark.parametrize("alpha", [0, 77, 255])
@pytest.mark.parametrize("side", [1, 2])
def test_what_lies_below_shows_through(name: str, alpha: int, side: int) -> None:
    canvas = _canvas(50)
    patch = AlphaSplitter(_WIDTH, _HEIGHT).patch(_frame(alpha, name, side))
    lay(canvas, patch, Rect(0, 0, _WIDTH, _HEIGHT))
    wanted = 50 * (1 - alpha / 255) + (16 + 200 * 219 / 255) * alpha / 255
    assert np.abs(canvas.y - wanted).max() <= 2.0
    assert np.abs(canvas.u - 128.0).max() <= 2.0


def test_a_film_without_alpha_covers_everything() -> None:
    patch = AlphaSplitter(_WIDTH, _HEIGHT).patch(_frame(255, "yuv420p"))
    assert patch.is_opaque
    assert patch.rect == Rect(0, 0, _WIDTH, _HEIGHT)


def test_what_is_transparent_never_bleeds_into_an_edge() -> None:
    rgba = np.zeros((2 * _HEIGHT, 2 * _WIDTH, 4), np.uint8)
    rgba[:, : _WIDTH - 1] = (235, 235, 235, 255)  # white beside transparent black
    frame = av.VideoFrame.from_ndarray(rgba, format="rgba")
    canvas = _canvas(218)
    lay(canvas, AlphaSplitter(_WIDTH, _HEIGHT).patch(frame), Rect(0, 0, _WIDTH, _HEIGHT))
    assert np.abs(canvas.y - 218.0).max() <= 3.0

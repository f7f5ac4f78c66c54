import numpy as np
import pytest

from studio.engine.compose.geometry import Rect
from studio.engine.compose.turning import turned
from studio.engine.media import Bytes

CANVAS = Rect(0, 0, 200, 200)


def _flag() -> Bytes:
    """Left half white, right half black; opaque."""
    flag = np.zeros((20, 40, 4), np.uint8)
    flag[:, :, 3] = 255
    flag[:, :20] = 255
    return flag


def _at(made: tuple[Bytes, Rect], x: int, y: int) -> list[int]:
    picture, rect = made
    values: list[int] = picture[y - rect.top, x - rect.left].tolist()
    return values


def test_a_quarter_turn_is_clockwise() -> None:
    made = turned(_flag(), Rect(60, 80, 140, 120), 90.0, CANVAS)
    assert _at(made, 100, 70) == [255] * 4  # what was left is on top
    assert _at(made, 100, 130) == [0, 0, 0, 255]
    assert _at(made, 100, 58)[3] == 0


def test_half_a_turn_is_upside_down() -> None:
    made = turned(_flag(), Rect(60, 80, 140, 120), 180.0, CANVAS)
    assert _at(made, 70, 100) == [0, 0, 0, 255]
    assert _at(made, 130, 100) == [255] * 4


@pytest.mark.parametrize("angle", [10.0, 45.0, -200.0])
def test_outside_is_transparent_and_nothing_lies_beyond_the_canvas(angle: float) -> None:
    picture, rect = turned(_flag(), Rect(0, 0, 160, 80), angle, CANVAS)
    assert CANVAS.holds(rect)
    assert picture.shape == (rect.height, rect.width, 4)
    assert (picture[..., 3] == 0).any()
    assert (picture[..., :3] <= picture[..., 3:]).all()


def test_what_turns_out_of_sight_is_empty() -> None:
    _picture, rect = turned(_flag(), Rect(900, 900, 940, 920), 30.0, CANVAS)
    assert rect.area == 0

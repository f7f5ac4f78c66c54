import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box, Crop, Fit, Layer
from studio.engine.compose.geometry import Rect, box_rect, crop_rect, even, fitted

fractions = st.floats(0.0, 0.49)


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom


def test_rectangles_know_what_they_share_and_hold() -> None:
    one, other = Rect(0, 0, 10, 10), Rect(6, 4, 20, 8)
    assert one.cut(other) == Rect(6, 4, 10, 8)
    assert one.joined(other) == Rect(0, 0, 20, 10)
    assert one.cut(Rect(30, 30, 40, 40)).area == 0
    assert one.holds(Rect(2, 2, 4, 4))
    assert not one.holds(other)


@pytest.mark.parametrize(("value", "wanted"), [(0.9, 0), (1.1, 2), (-3.2, -4), (7.0, 8)])
def test_even_is_the_nearest_even_number(value: float, wanted: int) -> None:
    assert even(value) == wanted


@given(st.floats(-8, 8), st.floats(-8, 8), st.floats(0.001, 16), st.floats(0.001, 16))
def test_a_box_is_even_and_never_empty(x: float, y: float, width: float, height: float) -> None:
    rect = box_rect(Layer("a", "A", "s", box=Box(x, y, width, height)), 1280, 720)
    assert all(edge % 2 == 0 for edge in _edges(rect))
    assert rect.area >= 4


@given(fractions, fractions, fractions, fractions, st.integers(2, 500), st.integers(2, 500))
def test_a_crop_stays_within_the_source(
    left: float, top: float, right: float, bottom: float, width: int, height: int
) -> None:
    rect = crop_rect(Crop(left, top, right, bottom), width, height)
    assert Rect(0, 0, width, height).holds(rect)
    assert all(edge % 2 == 0 for edge in _edges(rect))
    assert rect.area >= 4


@given(
    st.sampled_from(Fit),
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_every_fit_stays_in_its_box_and_its_source(
    fit: Fit, box_width: int, box_height: int, width: int, height: int
) -> None:
    box = Rect(20, 40, 20 + 2 * box_width, 40 + 2 * box_height)
    source = Rect(4, 6, 4 + 2 * width, 6 + 2 * height)
    drawn, part = fitted(box, source, fit)
    assert source.holds(part)
    assert part.area >= 4
    assert drawn.area >= 4
    assert all(edge % 2 == 0 for edge in (*_edges(drawn), *_edges(part)))
    if min(box.width, box.height, source.width, source.height) >= 40:
        assert Rect(box.left - 2, box.top - 2, box.right + 2, box.bottom + 2).holds(drawn)


def test_contain_keeps_the_shape_and_cover_fills_the_box() -> None:
    box, source = Rect(0, 0, 400, 400), Rect(0, 0, 200, 100)
    assert fitted(box, source, Fit.CONTAIN) == (Rect(0, 100, 400, 300), source)
    assert fitted(box, source, Fit.COVER) == (box, Rect(50, 0, 150, 100))
    assert fitted(box, source, Fit.STRETCH) == (box, source)

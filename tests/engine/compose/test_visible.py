from hypothesis import given
from hypothesis import strategies as st

from studio.engine.compose.geometry import Rect
from studio.engine.compose.visible import view_of

CANVAS = Rect(0, 0, 640, 360)
evens = st.integers(-2000, 2000).map(lambda half: 2 * half)
sizes = st.integers(1, 4000).map(lambda half: 2 * half)
parts = st.integers(1, 500).map(lambda half: 2 * half)


@given(evens, evens, sizes, sizes, parts, parts)
def test_a_view_is_even_within_the_canvas_and_never_enormous(
    left: int, top: int, width: int, height: int, wide: int, high: int
) -> None:
    drawn = Rect(left, top, left + width, top + height)
    part = Rect(0, 0, wide, high)
    view = view_of(drawn, part, CANVAS)
    if view is None:
        assert drawn.cut(CANVAS).area == 0
        return
    assert view.shown == drawn.cut(CANVAS)
    assert part.holds(view.part)
    assert view.part.area > 0
    assert (view.cut.width, view.cut.height) == (view.shown.width, view.shown.height)
    assert Rect(0, 0, *view.scaled).holds(view.cut)
    assert view.scaled[0] * view.scaled[1] <= max(8 * CANVAS.area, view.shown.area)
    edges = (view.part, view.cut, view.shown)
    numbers = [n for rect in edges for n in (rect.left, rect.top, rect.right, rect.bottom)]
    assert all(number % 2 == 0 for number in (*numbers, *view.scaled))


def test_a_layer_that_lies_inside_is_scaled_whole() -> None:
    view = view_of(Rect(10, 20, 110, 80), Rect(0, 0, 50, 30), CANVAS)
    assert view is not None
    assert view.scaled == (100, 60)
    assert view.part == Rect(0, 0, 50, 30)


def test_of_a_layer_half_outside_little_more_than_half_is_scaled() -> None:
    view = view_of(Rect(-640, 0, 640, 360), Rect(0, 0, 1280, 360), CANVAS)
    assert view is not None
    assert view.shown == CANVAS
    assert 640 <= view.part.width <= 660

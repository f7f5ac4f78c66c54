import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Canvas
from studio.ui.stage.viewport import MARGIN_PX, Viewport

WIDE = Viewport(Canvas(1280, 720), 820.0, 470.0)


def test_the_canvas_is_fitted_with_a_margin() -> None:
    assert WIDE.place() == pytest.approx((MARGIN_PX, MARGIN_PX, 800, 450))
    assert WIDE.is_fitted


@given(st.floats(0, 820), st.floats(0, 470), st.floats(0.3, 4), st.floats(-2000, 2000))
def test_what_is_under_the_pointer_stays_there(
    x: float, y: float, factor: float, far: float
) -> None:
    there = WIDE.moved(far, -far)
    point = there.to_canvas(x, y)
    nearer = there.zoomed(factor, x, y)
    assert nearer.to_widget(*nearer.to_canvas(x, y)) == pytest.approx((x, y), abs=1e-6)
    is_held = abs(nearer.way_x) < (nearer.width + nearer.place()[2]) / 2 - 41
    if is_held and abs(nearer.way_y) < (nearer.height + nearer.place()[3]) / 2 - 41:
        assert nearer.to_widget(*point) == pytest.approx((x, y), abs=0.01)


def test_a_part_of_the_canvas_always_stays_in_sight() -> None:
    left, _, width, _ = WIDE.moved(1e6, 0).place()
    assert left <= WIDE.width - 40
    left, _, width, _ = WIDE.moved(-1e6, 0).place()
    assert left + width >= 40


def test_near_to_whole_is_whole_and_back_again() -> None:
    assert WIDE.zoomed(1.02, 400, 200).zoom == 1.0
    away = WIDE.zoomed(3, 10, 10)
    assert not away.is_fitted
    assert away.fitted() == WIDE

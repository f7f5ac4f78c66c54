from hypothesis import given
from hypothesis import strategies as st

from studio.engine.compose.damage import merged
from studio.engine.compose.geometry import Rect

CANVAS = Rect(0, 0, 200, 100)


def _rect(left: int, top: int, width: int, height: int) -> Rect:
    return Rect(left, top, left + width, top + height)


rects = st.lists(
    st.builds(
        _rect,
        st.integers(-50, 220),
        st.integers(-50, 120),
        st.integers(0, 80),
        st.integers(0, 60),
    ),
    max_size=8,
)


@given(rects)
def test_all_is_covered_nothing_overlaps_and_edges_are_even(given_rects: list[Rect]) -> None:
    made = merged(given_rects, CANVAS)
    for rect in given_rects:
        seen = rect.cut(CANVAS)
        assert seen.area == 0 or any(one.holds(seen) for one in made)
    for place, rect in enumerate(made):
        assert CANVAS.holds(rect)
        assert rect.area > 0
        assert not any(rect.cut(other).area for other in made[:place])
        assert all(edge % 2 == 0 for edge in (rect.left, rect.top, rect.right, rect.bottom))


def test_far_apart_stays_apart() -> None:
    made = merged([_rect(0, 0, 20, 20), _rect(150, 60, 20, 20)], CANVAS)
    assert len(made) == 2


def test_most_of_the_canvas_is_the_whole() -> None:
    assert merged([_rect(0, 0, 200, 70)], CANVAS) == [CANVAS]

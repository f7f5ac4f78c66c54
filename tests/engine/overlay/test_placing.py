import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.overlay import Place
from studio.core.scene import Canvas
from studio.engine.compose.geometry import Rect
from studio.engine.overlay.placing import placed, safe_rect

WIDE, UPRIGHT = Canvas(1280, 720), Canvas(720, 1280)
EVEN = st.integers(1, 500).map(lambda half: 2 * half)


@given(
    st.lists(st.tuples(EVEN, EVEN), max_size=3),
    st.sampled_from([WIDE, UPRIGHT, Canvas(128, 128), Canvas(3840, 2160)]),
    st.sampled_from(Place),
)
def test_cards_are_where_every_screen_shows_them_and_never_on_each_other(
    sizes: list[tuple[int, int]], canvas: Canvas, place: Place
) -> None:
    rects = [rect for rect in placed(sizes, canvas, place) if rect is not None]
    for number, rect in enumerate(rects):
        assert safe_rect(canvas).holds(rect)
        assert all(edge % 2 == 0 for edge in (rect.left, rect.top, rect.right, rect.bottom))
        assert all(not rect.cut(other).area for other in rects[number + 1 :])


@pytest.mark.parametrize("place", Place)
def test_the_first_card_is_nearest_to_its_edge(place: Place) -> None:
    first, second = placed([(200, 100), (100, 60)], WIDE, place)
    assert first is not None
    assert second is not None
    safe = safe_rect(WIDE)
    if place.is_top:
        assert first.top == safe.top
        assert second.top > first.bottom
    else:
        assert first.bottom == safe.bottom
        assert second.bottom < first.top
    middle = (first.left + first.right) // 2
    wanted = {"left": first.left == safe.left, "right": first.right == safe.right}
    assert wanted.get(place.value.rpartition("_")[2], abs(middle - WIDE.width_px // 2) <= 1)


def test_upright_it_keeps_clear_of_what_phones_lay_over_it() -> None:
    rect = placed([(400, 200)], UPRIGHT, Place.BOTTOM_LEFT)[0]
    assert rect is not None
    assert rect.bottom <= UPRIGHT.height_px * 0.75


def test_what_has_no_room_is_left_out_and_the_next_one_may_fit() -> None:
    assert placed([(200, 700), (100, 60)], WIDE, Place.TOP) == (
        None,
        Rect(590, 36, 690, 96),
    )

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.media import Area
from studio.engine.sources.changes import changed_areas

_WIDTH_PX, _HEIGHT_PX = 320, 240


def frame_of(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(pixels, format="bgra")


def blank() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((_HEIGHT_PX, _WIDTH_PX, 4), 7, np.uint8)


def is_inside(x_px: int, y_px: int, area: Area) -> bool:
    return area[0] <= x_px < area[2] and area[1] <= y_px < area[3]


def test_equal_frames_have_no_areas() -> None:
    assert changed_areas(frame_of(blank()), frame_of(blank())) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, _WIDTH_PX - 1), st.integers(0, _HEIGHT_PX - 1)),
        min_size=1,
        max_size=5,
    )
)
def test_every_changed_pixel_lies_in_an_area(places: list[tuple[int, int]]) -> None:
    after = blank()
    for x_px, y_px in places:
        after[y_px, x_px, 1] = 99
    areas = changed_areas(frame_of(blank()), frame_of(after))
    assert areas
    for x_px, y_px in places:
        assert any(is_inside(x_px, y_px, area) for area in areas)


def test_top_and_bottom_are_two_areas_and_only_as_wide_as_needed() -> None:
    after = blank()
    after[3, 10:20] = 0
    after[230, 300:310] = 0
    assert changed_areas(frame_of(blank()), frame_of(after)) == (
        (10, 0, 20, 60),
        (300, 180, 310, 240),
    )


@pytest.mark.parametrize(("width_px", "form"), [(160, "bgra"), (_WIDTH_PX, "yuv420p")])
def test_what_cannot_be_compared_is_said_to_be_unknown(width_px: int, form: str) -> None:
    other = av.VideoFrame(width_px, _HEIGHT_PX, form)
    assert changed_areas(frame_of(blank()), other) is None

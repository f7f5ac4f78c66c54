import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.imports.placing import (
    BOTTOM,
    INNER,
    LEFT,
    MAX_ONLY,
    OUTER,
    RIGHT,
    STRETCH,
    TO_HEIGHT,
    TO_WIDTH,
    TOP,
    Placement,
    Size,
    Transform,
    inside,
    place,
)
from studio.core.scene import Fit

WIDE = Size(400.0, 200.0)
Corners = tuple[float, float, float, float]


def _corners(found: Placement) -> Corners:
    left = found.centre_x_px - found.width_px / 2
    top = found.centre_y_px - found.height_px / 2
    return left, top, left + found.width_px, top + found.height_px


@pytest.mark.parametrize(
    ("alignment", "corners"),
    [
        (LEFT | TOP, (100, 50, 300, 150)),
        (RIGHT | BOTTOM, (-100, -50, 100, 50)),
        (0, (0, 0, 200, 100)),
        (LEFT, (100, 0, 300, 100)),
    ],
)
def test_an_item_lies_at_its_anchor(alignment: int, corners: Corners) -> None:
    found = place(Transform(100, 50, 0.5, 0.5, alignment=alignment), WIDE)
    assert _corners(found) == pytest.approx(corners)
    assert found.fit is Fit.STRETCH


def test_a_turn_is_about_the_anchor() -> None:
    found = place(Transform(100, 50, rotation_deg=90), WIDE)
    assert (found.centre_x_px, found.centre_y_px) == pytest.approx((0, 250))
    assert (found.width_px, found.height_px, found.rotation_deg) == (400, 200, 90)


def test_a_negative_scale_mirrors_about_the_anchor() -> None:
    found = place(Transform(500, 0, -1, 1), WIDE)
    assert _corners(found) == pytest.approx((100, 0, 500, 200))
    assert (found.is_mirrored_x, found.is_mirrored_y) == (True, False)


@pytest.mark.parametrize(
    ("kind", "corners"),
    [
        (STRETCH, (0, 0, 100, 100)),
        (INNER, (0, 25, 100, 75)),
        (OUTER, (-50, 0, 150, 100)),
        (TO_WIDTH, (0, 25, 100, 75)),
        (TO_HEIGHT, (-50, 0, 150, 100)),
        (MAX_ONLY, (0, 25, 100, 75)),
    ],
)
def test_bounds_scale_what_they_hold(kind: int, corners: Corners) -> None:
    transform = Transform(bounds_kind=kind, bounds_width_px=100, bounds_height_px=100)
    assert _corners(place(transform, WIDE)) == pytest.approx(corners)


def test_bounds_hold_a_small_item_as_it_is_at_their_own_anchor() -> None:
    transform = Transform(
        bounds_kind=MAX_ONLY,
        bounds_width_px=1000,
        bounds_height_px=1000,
        bounds_alignment=RIGHT | BOTTOM,
    )
    assert _corners(place(transform, WIDE)) == pytest.approx((600, 800, 1000, 1000))


@pytest.mark.parametrize(
    ("kind", "fit"), [(STRETCH, Fit.STRETCH), (INNER, Fit.CONTAIN), (OUTER, Fit.COVER)]
)
def test_bounds_are_the_box_of_a_source_whose_size_nobody_knows(kind: int, fit: Fit) -> None:
    transform = Transform(bounds_kind=kind, bounds_width_px=300, bounds_height_px=100)
    found = place(transform, Size(1920, 1080, is_known=False))
    assert _corners(found) == pytest.approx((0, 0, 300, 100))
    assert found.fit is fit


def test_a_crop_makes_an_item_smaller() -> None:
    found = place(Transform(crop_left_px=100, crop_bottom_px=50), WIDE)
    assert _corners(found) == pytest.approx((0, 0, 300, 150))


def test_within_a_cropped_and_scaled_scene_everything_moves_along() -> None:
    holder = Transform(1000, 500, 0.5, 0.5, crop_left_px=200)
    inner = place(Transform(300, 40), Size(100, 60))
    found = inside(place(holder, Size(1920, 1080)), holder, Size(1920, 1080), inner)
    assert _corners(found) == pytest.approx((1050, 520, 1100, 550))


def test_within_a_mirrored_scene_a_turn_goes_the_other_way() -> None:
    holder = Transform(1920, 0, -1, 1)
    size = Size(1920, 1080)
    inner = Placement(100, 100, 50, 20, rotation_deg=30)
    found = inside(place(holder, size), holder, size, inner)
    assert (found.centre_x_px, found.centre_y_px) == pytest.approx((1820, 100))
    assert found.rotation_deg == -30
    assert found.is_mirrored_x


def test_what_lies_on_its_side_is_stretched_the_other_way() -> None:
    holder = Transform(scale_x=2)
    inner = Placement(100, 100, 50, 20, rotation_deg=90)
    found = inside(place(holder, WIDE), holder, WIDE, inner)
    assert (found.width_px, found.height_px) == pytest.approx((50, 40))


numbers = st.floats(-1e10, 1e10)


@given(
    st.builds(
        Transform,
        numbers,
        numbers,
        numbers,
        numbers,
        numbers,
        st.integers(0, 15),
        st.integers(0, 6),
        numbers.map(abs),
        numbers.map(abs),
        st.integers(0, 15),
        st.booleans(),
    ),
    st.builds(Size, st.floats(1, 1e10), st.floats(1, 1e10), st.booleans()),
)
def test_no_transform_ends_in_an_error(transform: Transform, size: Size) -> None:
    found = place(transform, size)
    assert not math.isnan(found.width_px)
    assert found.width_px >= 0
    assert found.height_px >= 0

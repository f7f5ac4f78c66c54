import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.imports.layer_box import box_on, crop_of, half_turns, needs_size
from studio.core.imports.placing import INNER, Placement, Size, Transform
from studio.core.scene import Box, Crop
from tests.support.other_studios import CANVAS

anything = st.floats(allow_nan=True, allow_infinity=True)


def test_a_place_in_pixels_becomes_fractions() -> None:
    assert box_on(CANVAS, Placement(960, 270, 960, 540)) == (Box(0.25, 0.0, 0.5, 0.5), False)


def test_what_is_too_far_is_moved_nearer() -> None:
    box, is_moved = box_on(CANVAS, Placement(1e6, 0, 1e6, 1))
    assert box is not None
    assert (box.x, box.width, is_moved) == (8.0, 16.0, True)


def test_what_has_no_size_has_no_box() -> None:
    assert box_on(CANVAS, Placement(0, 0, 0, 10)) == (None, False)
    assert box_on(CANVAS, Placement(math.nan, 0, 10, 10)) == (None, False)


@given(anything, anything, anything.map(abs), anything.map(abs))
def test_a_box_is_always_within_our_limits(x: float, y: float, wide: float, high: float) -> None:
    box, _ = box_on(CANVAS, Placement(x, y, wide, high))
    if box is not None:
        assert -8 <= box.x <= 8
        assert -8 <= box.y <= 8
        assert 0 < box.width <= 16
        assert 0 < box.height <= 16


def test_a_crop_is_a_part_of_the_source() -> None:
    transform = Transform(crop_left_px=100, crop_bottom_px=500)
    assert crop_of(transform, Size(400, 200)) == Crop(left=0.25, bottom=1.0)
    assert needs_size(transform)
    assert not needs_size(Transform(bounds_kind=INNER))


@pytest.mark.parametrize(("angle", "same"), [(0, 0), (350, -10), (-190, 170), (725, 5), (-0.0, 0)])
def test_a_turn_is_less_than_half_around(angle: float, same: float) -> None:
    assert half_turns(angle) == same
    assert math.copysign(1, half_turns(-0.0)) == 1

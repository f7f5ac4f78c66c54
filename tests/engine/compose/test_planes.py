import numpy as np
import pytest

from studio.engine.compose.geometry import Rect
from studio.engine.compose.planes import as_bytes, new_buffer, planes_of, resize, resized


def test_planes_are_views_of_one_buffer_in_its_order() -> None:
    buffer = new_buffer(8, 4)
    assert buffer.shape == (6, 8)
    planes = planes_of(buffer, 8, 4)
    for plane, value in zip(planes.all(), (1, 2, 3), strict=True):
        plane[...] = value
    assert buffer.reshape(-1).tolist() == [1] * 32 + [2] * 8 + [3] * 8
    assert (planes.width_px, planes.height_px) == (8, 4)


def test_a_cut_takes_half_as_much_chroma() -> None:
    planes = planes_of(np.arange(48, dtype=np.uint8).reshape(6, 8), 8, 4)
    part = planes.cut(Rect(2, 2, 6, 4))
    assert part.y.tolist() == [[18, 19, 20, 21], [26, 27, 28, 29]]
    assert part.u.tolist() == [[37, 38]]
    assert part.v.tolist() == [[45, 46]]


@pytest.mark.parametrize("is_still", [True, False])
@pytest.mark.parametrize("size", [(64, 36), (100, 50), (20, 10), (6, 4), (300, 200)])
def test_a_plain_plane_stays_plain(is_still: bool, size: tuple[int, int]) -> None:
    plane = np.full((90, 160), 77, np.uint8)
    made = resize(plane, *size, is_still=is_still)
    assert made.shape == (size[1], size[0])
    assert np.all(made == 77)


def test_a_fine_pattern_becomes_grey_and_does_not_flicker() -> None:
    plane = np.zeros((360, 640), np.uint8)
    plane[:, ::2] = 200
    for is_still in (True, False):
        made = resize(plane, 150, 84, is_still=is_still)
        assert abs(made[4:-4, 4:-4].astype(int) - 100).max() <= 12


def test_the_same_size_is_the_same_plane() -> None:
    planes = planes_of(np.zeros((6, 8), np.uint8), 8, 4)
    assert resized(planes, 8, 4, is_still=False).y is planes.y
    assert resized(planes, 4, 2, is_still=False).v.shape == (1, 2)


def test_what_cv2_gives_is_not_copied() -> None:
    values = np.zeros((2, 2), np.uint8)
    assert as_bytes(values) is values

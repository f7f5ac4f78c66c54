import av
import numpy as np
import pytest

from studio.engine.compose.convert import FrameConverter, is_bt709, packed_view
from studio.engine.compose.geometry import Rect
from tests.support.float_picture import BT709, raster, slope, yuv_frame


def test_a_frame_in_the_programmes_colours_is_not_copied() -> None:
    frame = yuv_frame(slope, 64, 36)
    planes = FrameConverter().planes(frame, Rect(0, 0, 64, 36), (64, 36))
    memory = np.frombuffer(memoryview(frame.planes[0]), np.uint8)
    assert np.shares_memory(planes.y, memory)


def test_rows_with_padding_are_read_right() -> None:
    frame = yuv_frame(slope, 66, 38)
    assert frame.planes[0].line_size > 66
    planes = FrameConverter().planes(frame, Rect(0, 0, 66, 38), (66, 38))
    assert (planes.y.shape, planes.u.shape) == ((38, 66), (19, 33))
    assert np.array_equal(planes.y, frame.to_ndarray()[:38])


@pytest.mark.parametrize("name", ["yuv420p", "nv12", "yuv422p", "bgra", "rgb24", "gray"])
def test_a_part_is_cut_where_it_lies(name: str) -> None:
    source = yuv_frame(slope, 128, 72)
    frame = source if name == "yuv420p" else source.reformat(format=name)
    part = Rect(32, 16, 96, 56)
    whole = FrameConverter().planes(frame, Rect(0, 0, 128, 72), (128, 72))
    planes = FrameConverter().planes(frame, part, (64, 40))
    assert abs(planes.y.astype(int) - whole.cut(part).y).max() <= 1
    assert abs(planes.v.astype(int) - whole.cut(part).v).max() <= 1


@pytest.mark.parametrize("size", [(320, 180), (1920, 1080)])
def test_the_matrix_is_turned_whether_the_picture_shrinks_or_grows(size: tuple[int, int]) -> None:
    frame = yuv_frame(slope, 1280, 720, matrix=BT709)
    wanted = FrameConverter().planes(yuv_frame(slope, 640, 360), Rect(0, 0, 640, 360), size)
    planes = FrameConverter().planes(frame, Rect(0, 0, 1280, 720), size)
    for made, right in zip(planes.all(), wanted.all(), strict=True):
        assert abs(made.astype(int) - right).max() <= 2


def test_the_matrix_is_the_tag_or_else_follows_the_size() -> None:
    small, large = av.VideoFrame(640, 360, "yuv420p"), av.VideoFrame(1280, 720, "yuv420p")
    assert not is_bt709(small)
    assert is_bt709(large)
    large.colorspace = 6
    assert not is_bt709(large)
    small.colorspace = 1
    assert is_bt709(small)
    assert not is_bt709(av.VideoFrame(1280, 720, "rgb24"))


def test_packed_pixels_are_a_view() -> None:
    pixels = raster(slope, 50, 20)
    frame = av.VideoFrame.from_numpy_buffer(pixels, format="bgra")
    view = packed_view(frame)
    assert np.shares_memory(view, pixels)
    assert np.array_equal(view, pixels)

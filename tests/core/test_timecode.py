import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.timecode import (
    Timecode,
    draw_second_mark,
    draw_timecode,
    read_timecode,
    second_mark_px,
    timecode_size,
)

words = st.integers(0, 2**32 - 1)


@given(words, words, st.sampled_from([(1280, 720), (1920, 1080), (854, 480), (640, 362)]))
def test_what_is_drawn_is_read(wall_ms: int, number: int, size: tuple[int, int]) -> None:
    luma = np.full((size[1], size[0]), 90, np.uint8)
    draw_timecode(luma, Timecode(wall_ms, number))
    assert read_timecode(luma) == Timecode(wall_ms, number)


def test_the_layout_is_the_published_one() -> None:
    luma = np.zeros((720, 1280), np.uint8)
    draw_timecode(luma, Timecode(0x80000001, 2**32 + 5))
    assert timecode_size(720) == (640, 32)
    first, second = luma[8, 8:640:16], luma[24, 8:640:16]
    assert first.tolist() == [
        235 if bit == "1" else 16 for bit in "10" + f"{0x80000001:032b}" + f"{8 ^ 1:04b}" + "10"
    ]
    assert second.tolist() == [
        235 if bit == "1" else 16 for bit in "10" + f"{5:032b}" + "0101" + "10"
    ]
    assert set(np.unique(luma[:32, :640])) == {16, 235}
    assert not luma[32:].any()
    assert not luma[:, 640:].any()


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (960, 540)])
def test_a_scaled_and_noisy_picture_can_be_read(size: tuple[int, int]) -> None:
    luma = np.full((720, 1280), 120, np.uint8)
    draw_timecode(luma, Timecode(123_456_789, 4242))
    scaled = np.asarray(cv2.resize(luma, size), np.int16)
    noisy = scaled + np.random.default_rng(5).integers(-30, 30, scaled.shape)
    assert read_timecode(np.clip(noisy, 0, 255).astype(np.uint8)) == Timecode(123_456_789, 4242)


@given(st.integers(2, 33), words)
def test_one_wrong_bit_is_noticed(block: int, number: int) -> None:
    luma = np.zeros((720, 1280), np.uint8)
    draw_timecode(luma, Timecode(77, number))
    part = luma[16:32, block * 16 : block * 16 + 16]
    part[...] = 251 - part
    assert read_timecode(luma) is None


def test_a_picture_without_a_timecode_has_none() -> None:
    assert read_timecode(np.full((720, 1280), 128, np.uint8)) is None
    assert read_timecode(np.zeros((1280, 720), np.uint8)) is None
    assert read_timecode(np.zeros((0, 0), np.uint8)) is None


def test_an_upright_picture_is_cut_off_and_not_read() -> None:
    luma = np.zeros((1280, 720), np.uint8)
    draw_timecode(luma, Timecode(1, 2))
    assert luma[:56].any()
    assert read_timecode(luma) is None


def test_the_square_lies_in_the_lower_left_corner() -> None:
    luma = np.zeros((720, 1280), np.uint8)
    draw_second_mark(luma)
    assert second_mark_px(720) == 80
    assert np.all(luma[640:, :80] == 235)
    assert np.count_nonzero(luma) == 80 * 80

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.engine.media import (
    BLOCK_SAMPLES,
    SAMPLE_RATE_HZ,
    VIDEO_CLOCK_HZ,
    MediaClock,
    Picture,
    media_pts,
)
from tests.fakes.virtual_clock import VirtualClock


def test_media_time_begins_at_zero_and_goes_with_the_clock() -> None:
    clock = VirtualClock(start_ns=777)
    media = MediaClock(clock)
    assert media.now_ns() == 0
    clock.advance(5 * NS_PER_MS)
    assert media.now_ns() == 5 * NS_PER_MS
    media.wait_until(NS_PER_S)
    assert media.now_ns() == NS_PER_S
    assert clock.monotonic_ns() == 777 + NS_PER_S


def test_the_wall_clock_at_a_media_time_is_the_same_whenever_it_is_asked() -> None:
    clock = VirtualClock(wall_ms=1_000_000)
    media = MediaClock(clock)
    assert media.wall_ms_at(250 * NS_PER_MS) == 1_000_250
    clock.advance(3 * NS_PER_S)
    assert media.wall_ms_at(250 * NS_PER_MS) == 1_000_250


def test_a_picture_has_the_size_of_what_it_holds() -> None:
    frame = Picture(0, 1, frame=av.VideoFrame(640, 360, "yuv420p"))
    raster = Picture(0, 2, bgra=np.zeros((20, 30, 4), np.uint8))
    assert (frame.width_px, frame.height_px) == (640, 360)
    assert (raster.width_px, raster.height_px) == (30, 20)


def test_an_empty_picture_is_a_bug() -> None:
    with pytest.raises(ValueError, match="neither"):
        _ = Picture(0, 1).width_px


@given(st.integers(0, 10**7))
def test_a_block_of_sound_lasts_ten_milliseconds(number: int) -> None:
    media_ns = number * 10 * NS_PER_MS
    assert media_pts(media_ns, SAMPLE_RATE_HZ) == number * BLOCK_SAMPLES


@given(st.integers(0, 10**14), st.integers(1, 10**10))
def test_stamps_never_go_back(media_ns: int, step_ns: int) -> None:
    later = media_pts(media_ns + step_ns, VIDEO_CLOCK_HZ)
    assert later >= media_pts(media_ns, VIDEO_CLOCK_HZ)

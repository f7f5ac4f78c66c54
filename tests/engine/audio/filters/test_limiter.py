import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.sound_filters import PeakLimiter
from studio.engine.audio.filters.limiter import LimiterFilter
from studio.engine.audio.levels import gain_of
from tests.support.filtered import filtered, steepest, steepest_of_sine
from tests.support.sound import sine


@given(
    st.lists(st.floats(0, 8), min_size=3, max_size=12),
    st.integers(30, 12_000),
    st.floats(-30, 0),
    st.floats(5, 3000),
)
def test_nothing_is_louder_than_the_ceiling(
    levels: list[float], frequency_hz: int, ceiling_db: float, release_ms: float
) -> None:
    one = LimiterFilter(PeakLimiter(ceiling_db=ceiling_db, release_ms=release_ms))
    sound = np.concatenate([sine(frequency_hz, 0.01, level) for level in levels])
    assert np.abs(filtered(one, sound)).max() <= gain_of(ceiling_db) * (1 + 1e-6)


def test_what_is_softer_is_only_late() -> None:
    one, sound = LimiterFilter(PeakLimiter()), sine(440, 0.3, 0.2)
    out = filtered(one, sound)
    late = one.latency_samples
    assert late == 240
    assert np.array_equal(out[late:], sound[:-late])


def test_another_ceiling_is_reached_without_a_click() -> None:
    one, sound = LimiterFilter(PeakLimiter(ceiling_db=-3)), sine(100, 1.0, 0.7)
    filtered(one, sound)
    one.change(PeakLimiter(ceiling_db=-20))
    out = filtered(one, sound)
    assert np.abs(out[-4800:]).max() == pytest.approx(gain_of(-20), rel=0.01)
    assert steepest(out) < 2 * steepest_of_sine(100, 0.7)

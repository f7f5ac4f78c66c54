import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.sound_filters import Compressor
from studio.engine.audio.filters.compressor import CompressorFilter, output_db
from studio.engine.audio.levels import db_of, gain_of, peak_of
from tests.support.filtered import filtered, steepest, steepest_of_sine
from tests.support.sound import sine

_HARD = Compressor(threshold_db=-20, ratio=4, makeup_db=0, knee_db=0)


@pytest.mark.parametrize(
    ("level_db", "expected_db"), [(-40, -40), (-20, -20), (-12, -18), (0, -15)]
)
def test_the_curve_has_its_slope(level_db: float, expected_db: float) -> None:
    assert output_db(level_db, _HARD) == pytest.approx(expected_db)


@given(st.floats(-60, 0), st.floats(1, 20), st.floats(0, 24), st.floats(-100, 20))
def test_the_knee_is_smooth_and_the_curve_never_falls(
    threshold_db: float, ratio: float, knee_db: float, level_db: float
) -> None:
    settings = Compressor(threshold_db=threshold_db, ratio=ratio, knee_db=knee_db)
    rise = output_db(level_db + 0.01, settings) - output_db(level_db, settings)
    assert -1e-9 <= rise <= 0.01 + 1e-9
    assert output_db(level_db, settings) <= level_db + 1e-9


@pytest.mark.parametrize("knee_db", [0.0, 12.0])
@pytest.mark.parametrize("level_db", [-40.0, -24.0, -20.0, -16.0, -6.0, 0.0])
@pytest.mark.parametrize("frequency_hz", [120, 1000])
def test_a_steady_tone_comes_out_as_the_curve_says(
    level_db: float, knee_db: float, frequency_hz: int
) -> None:
    settings = Compressor(threshold_db=-20, ratio=4, makeup_db=3, knee_db=knee_db)
    out = filtered(CompressorFilter(settings), sine(frequency_hz, 1.0, gain_of(level_db)))
    expected_db = output_db(level_db, settings) + 3
    assert db_of(peak_of(out[-9600:])) == pytest.approx(expected_db, abs=0.3)


def test_it_comes_down_fast_and_goes_up_slowly() -> None:
    one = CompressorFilter(Compressor(threshold_db=-30, ratio=10, attack_ms=5, release_ms=300))
    filtered(one, sine(440, 0.05, 0.5))
    down_db = one.reduction_db
    assert down_db < -18
    filtered(one, sine(440, 0.05, 0.001))
    assert one.reduction_db < down_db / 2
    filtered(one, sine(440, 2.0, 0.001))
    assert one.reduction_db == pytest.approx(0, abs=0.1)


def test_neither_a_block_nor_other_settings_click() -> None:
    one = CompressorFilter(_HARD)
    sound = sine(100, 0.3, 0.5)
    parts = [filtered(one, sound)]
    one.change(Compressor(threshold_db=-40, ratio=8, makeup_db=12))
    parts.append(filtered(one, sound))
    assert steepest(np.concatenate(parts)) < 3 * steepest_of_sine(100, 0.5)

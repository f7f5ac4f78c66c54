import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.audio.levels import FLOOR_DB, db_of, gain_of, peak_of, rms_of
from tests.support.sound import sine, steady


@pytest.mark.parametrize(("level_db", "gain"), [(0.0, 1.0), (-20.0, 0.1), (6.0, 1.9953), (-60, 0)])
def test_a_level_is_a_factor(level_db: float, gain: float) -> None:
    assert gain_of(level_db) == pytest.approx(gain, abs=1e-4)


@given(st.floats(-59.9, 24))
def test_decibels_and_back(level_db: float) -> None:
    assert db_of(gain_of(level_db)) == pytest.approx(level_db)


def test_silence_has_the_floor_and_no_samples_are_silent() -> None:
    assert db_of(0.0) == FLOOR_DB
    assert peak_of(steady(0.0, 0)) == rms_of(steady(0.0, 0)) == 0.0


def test_a_sine_peaks_3_db_above_its_mean() -> None:
    tone = sine(1000, 1.0, amplitude=0.5)
    assert peak_of(tone) == pytest.approx(0.5, abs=1e-3)
    assert db_of(peak_of(tone)) - db_of(rms_of(tone)) == pytest.approx(3.01, abs=0.02)

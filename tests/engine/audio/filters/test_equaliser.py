import numpy as np
import pytest

from studio.core.sound_filters import Equaliser
from studio.engine.audio.filters.equaliser import EqualiserFilter, sections_of
from tests.support.filtered import filtered, level_db, steepest, steepest_of_sine
from tests.support.sound import sine

_EQ = Equaliser(low_db=6, low_hz=150, mid_db=-9, mid_hz=1200, high_db=8, high_hz=7000)


@pytest.mark.parametrize("frequency_hz", [40, 150, 400, 1200, 3000, 7000, 15_000])
def test_its_response_is_that_of_the_filters_it_is_made_of(frequency_hz: int) -> None:
    sound = sine(frequency_hz, 1.0, 0.1)
    out = filtered(EqualiserFilter(_EQ), sound)
    expected_db = sum(one.response_db(frequency_hz) for one in sections_of(_EQ))
    measured_db = level_db(out[24_000:]) - level_db(sound[24_000:])
    assert measured_db == pytest.approx(expected_db, abs=0.2)


def test_level_settings_change_nothing() -> None:
    sound = sine(440, 0.2)
    assert np.allclose(filtered(EqualiserFilter(Equaliser()), sound), sound, atol=1e-6)


def test_other_settings_do_not_click() -> None:
    one, sound = EqualiserFilter(Equaliser()), sine(100, 0.2, 0.2)
    parts = [filtered(one, sound)]
    for settings in (_EQ, Equaliser(low_db=-12), Equaliser(low_db=12, high_db=12)):
        one.change(settings)
        parts.append(filtered(one, sound))
    assert steepest(np.concatenate(parts)) < 2.5 * steepest_of_sine(100, 0.8)

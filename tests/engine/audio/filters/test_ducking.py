import numpy as np
import pytest

from studio.core.sound_filters import Ducking
from studio.engine.audio.filters.ducking import DuckingFilter
from studio.engine.audio.levels import gain_of
from tests.support.filtered import filtered, level_db, steepest, steepest_of_sine
from tests.support.sound import sine, steady

_DUCK = Ducking(key_source_id="mic", amount_db=12, threshold_db=-40, attack_ms=20, release_ms=100)


def test_the_music_is_lower_by_the_amount_while_the_voice_speaks_and_comes_back() -> None:
    music = sine(440, 3.0, 0.3)
    voice = np.concatenate([steady(0.0, 48_000), sine(200, 1.0, gain_of(-20)), steady(0.0, 48_000)])
    out = filtered(DuckingFilter(_DUCK), music, voice)
    before, during, after = out[:48_000], out[67_200:96_000], out[-4800:]
    assert np.array_equal(before, music[:48_000])
    assert level_db(during) == pytest.approx(level_db(music) - 12, abs=0.1)
    assert level_db(after) == pytest.approx(level_db(music), abs=0.1)
    assert steepest(out) < 1.5 * steepest_of_sine(440, 0.3)


def test_a_voice_below_the_threshold_does_nothing() -> None:
    music = sine(440, 0.5, 0.3)
    out = filtered(DuckingFilter(_DUCK), music, sine(200, 0.5, gain_of(-50)))
    assert np.array_equal(out, music)


def test_a_voice_that_goes_away_lets_the_music_come_back() -> None:
    duck = DuckingFilter(_DUCK)
    filtered(duck, sine(440, 1.0, 0.3), sine(200, 1.0, 0.5))
    out = filtered(duck, sine(440, 2.0, 0.3))
    assert level_db(out[-4800:]) == pytest.approx(level_db(sine(440, 1.0, 0.3)), abs=0.1)

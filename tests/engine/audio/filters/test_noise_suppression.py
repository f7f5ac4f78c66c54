import numpy as np
import pytest

from studio.core.sound_filters import NoiseSuppression
from studio.engine.audio.filters.noise_suppression import NoiseSuppressionFilter
from tests.support.filtered import filtered, level_db, white
from tests.support.sound import sine


def test_white_noise_is_at_least_10_db_softer() -> None:
    noise = white(5.0, 0.03)
    out = filtered(NoiseSuppressionFilter(NoiseSuppression()), noise)
    assert level_db(out[96_000:]) < level_db(noise[96_000:]) - 10


@pytest.mark.parametrize("noise_amplitude", [0.0, 0.02])
def test_a_tone_stays_even_when_it_lasts(noise_amplitude: float) -> None:
    tone = sine(1000, 5.0, 0.3)
    sound = (tone + white(5.0, noise_amplitude)).astype(np.float32)
    out = filtered(NoiseSuppressionFilter(NoiseSuppression()), sound)
    assert level_db(out[96_000:]) == pytest.approx(level_db(tone), abs=1.5)


def test_without_noise_the_sound_is_only_late() -> None:
    one = NoiseSuppressionFilter(NoiseSuppression(amount_db=0.0))
    sound = white(0.5, 0.1)
    out = filtered(one, sound)
    late = one.latency_samples
    assert late == 480
    assert np.allclose(out[late + 480 :], sound[480:-late], atol=1e-5)

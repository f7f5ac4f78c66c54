import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.audio.levels import gain_of
from studio.engine.audio.limiter import CEILING_DB, Limiter
from studio.engine.media import FloatSamples
from tests.support.sound import blocks_of, sine

CEILING = gain_of(CEILING_DB)


def limited(samples: FloatSamples, limiter: Limiter | None = None) -> FloatSamples:
    limiter = limiter or Limiter()
    return np.concatenate([limiter.process(block) for block in blocks_of(samples)])


def test_quiet_sound_is_only_delayed() -> None:
    sound = sine(440, 0.5, amplitude=0.5)
    limiter = Limiter()
    out = limited(sound, limiter)
    delay = limiter.delay_samples
    assert np.array_equal(out[delay:], sound[: out.shape[0] - delay])
    assert limiter.reduction_db == 0.0


@given(st.lists(st.floats(0, 8), min_size=3, max_size=20), st.integers(30, 12_000))
def test_nothing_is_louder_than_the_ceiling(levels: list[float], frequency_hz: int) -> None:
    sound = np.concatenate([sine(frequency_hz, 0.01, level) for level in levels])
    assert np.abs(limited(sound)).max() <= CEILING + 1e-6


def test_the_gain_comes_down_before_a_peak_arrives_and_does_not_click() -> None:
    sound = np.concatenate([sine(100, 0.1, 0.5), sine(100, 0.2, 3.0)])
    out = limited(sound)[:, 0]
    steepest = CEILING * 2 * np.pi * 100 / 48_000
    assert np.abs(np.diff(out)).max() < 3 * steepest


def test_it_lets_go_within_half_a_second() -> None:
    limiter = Limiter()
    limited(sine(440, 0.1, 4.0), limiter)
    assert limiter.reduction_db < -6
    out = limited(sine(440, 1.0, 0.5), limiter)
    assert np.abs(out[-4800:]).max() == pytest.approx(0.5, abs=0.01)


def test_both_channels_come_down_together() -> None:
    sound = sine(440, 0.2, 0.4)
    sound[:, 1] *= 8
    out = limited(sound)[4800:]
    assert np.allclose(out[:, 1], out[:, 0] * 8, atol=1e-3)


def test_another_ceiling_and_release_hold_from_then_on() -> None:
    limiter = Limiter()
    limiter.change(-20.0, 20.0)
    limited(sine(440, 0.1, 4.0), limiter)
    out = limited(sine(440, 0.3, 0.05), limiter)
    assert np.abs(out[-4800:]).max() == pytest.approx(0.05, abs=0.001)
    assert np.abs(limited(sine(440, 0.1, 4.0), limiter)).max() <= gain_of(-20.0) + 1e-6

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.audio.resample import DriftResampler
from tests.support.sound import blocks_of, sine


@pytest.mark.parametrize("ratio", [0.999, 1.0, 1.0002, 1.003])
def test_the_number_of_samples_follows_the_ratio(ratio: float) -> None:
    resampler = DriftResampler()
    made = sum(resampler.process(block, ratio).shape[0] for block in blocks_of(sine(440, 10)))
    assert made == pytest.approx(480_000 / ratio, abs=2)


def test_a_sine_stays_a_sine_while_the_ratio_moves() -> None:
    resampler = DriftResampler()
    ratios = np.linspace(0.9995, 1.0005, 200)
    parts = [
        resampler.process(block, float(ratio))
        for block, ratio in zip(blocks_of(sine(1000, 2.0)), ratios, strict=True)
    ]
    heard = np.concatenate(parts)[200:-200, 0]
    # A click would be a step larger than the steepest part of the sine.
    steepest = 0.5 * 2 * np.pi * 1000 / 48_000
    assert np.abs(np.diff(heard)).max() < 1.02 * steepest
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.005)


@given(st.lists(st.integers(0, 700), min_size=1, max_size=20))
def test_blocks_of_any_length_give_what_one_long_block_gives(lengths: list[int]) -> None:
    sound = sine(700, 0.4)[: sum(lengths)]
    at_once = DriftResampler().process(sound, 1.0001)
    resampler = DriftResampler()
    cuts = np.cumsum(lengths)[:-1]
    parts = [resampler.process(part, 1.0001) for part in np.split(sound, cuts)]
    joined = np.concatenate(parts)
    assert abs(joined.shape[0] - at_once.shape[0]) <= 1
    shared = min(joined.shape[0], at_once.shape[0])
    assert np.allclose(joined[:shared], at_once[:shared], atol=1e-3)

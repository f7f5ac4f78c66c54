import numpy as np
import pytest

from studio.engine.audio.filters.noise_floor import Doubles, NoiseFloor

_BINS = 481


def noise(random: np.random.Generator, frames: int) -> list[Doubles]:
    """Power spectra of white noise of power 1."""
    return [random.exponential(1.0, _BINS) for _ in range(frames)]


def test_it_finds_the_power_of_white_noise() -> None:
    floor = NoiseFloor(_BINS)
    for power in noise(np.random.default_rng(1), 400):
        floor.feed(power)
    assert float(floor.power.mean()) == pytest.approx(1.0, rel=0.35)


def test_words_do_not_raise_it() -> None:
    floor = NoiseFloor(_BINS)
    for number, power in enumerate(noise(np.random.default_rng(2), 600)):
        floor.feed(power + (1000.0 if number % 60 < 30 else 0.0))
    assert float(np.median(floor.power)) < 8.0  # the words have 500 on average


def test_a_steady_tone_is_no_noise() -> None:
    floor = NoiseFloor(_BINS)
    for power in noise(np.random.default_rng(3), 400):
        power[20] += 10_000
        floor.feed(power)
    assert floor.power[20] < 10


def test_silence_says_nothing_about_the_noise() -> None:
    floor = NoiseFloor(_BINS)
    for power in noise(np.random.default_rng(4), 100):
        floor.feed(power)
    known = floor.power.copy()
    for _ in range(400):
        floor.feed(np.zeros(_BINS))
    assert np.array_equal(floor.power, known)

import numpy as np
import pytest

from studio.engine.audio.levels import FLOOR_DB, gain_of
from studio.engine.audio.loudness import KWeighting, Loudness, lufs_of
from studio.engine.media import FloatSamples
from tests.support.sound import blocks_of, sine


def measured(*parts: FloatSamples) -> Loudness:
    """What the meter says after all these parts."""
    weighting, loudness = KWeighting(2), Loudness()
    for block in blocks_of(np.concatenate(parts)):
        loudness.feed(float(weighting.energy(block).sum()))
    return loudness


def tone(level_dbfs: float, seconds: float) -> FloatSamples:
    """The stereo sine of EBU Tech 3341: 1 kHz, its peak at that level in both channels."""
    return sine(1000, seconds, gain_of(level_dbfs))


@pytest.mark.parametrize("level_dbfs", [-23.0, -33.0])  # EBU Tech 3341, cases 1 and 2
def test_a_steady_tone_reads_its_level_in_every_window(level_dbfs: float) -> None:
    loudness = measured(tone(level_dbfs, 20))
    assert loudness.momentary_lufs == pytest.approx(level_dbfs, abs=0.1)
    assert loudness.short_term_lufs == pytest.approx(level_dbfs, abs=0.1)
    assert loudness.integrated_lufs == pytest.approx(level_dbfs, abs=0.1)


def test_what_is_far_below_the_rest_does_not_count() -> None:  # case 3
    loudness = measured(tone(-36, 10), tone(-23, 60), tone(-36, 10))
    assert loudness.integrated_lufs == pytest.approx(-23, abs=0.1)


def test_silence_does_not_count_at_all() -> None:  # case 4
    loudness = measured(tone(-72, 10), tone(-36, 10), tone(-23, 60), tone(-36, 10), tone(-72, 10))
    assert loudness.integrated_lufs == pytest.approx(-23, abs=0.1)


def test_two_levels_are_averaged_by_energy() -> None:  # case 5
    loudness = measured(tone(-26, 20), tone(-20, 20.1), tone(-26, 20))
    assert loudness.integrated_lufs == pytest.approx(-23, abs=0.1)


def test_momentary_forgets_after_400_ms_and_short_term_after_3_s() -> None:
    loudness = measured(tone(-20, 5), np.zeros((24_000, 2), np.float32))
    assert loudness.momentary_lufs < -60
    assert loudness.short_term_lufs == pytest.approx(-20 + 10 * np.log10(2.5 / 3), abs=0.2)


def test_nothing_was_heard_yet() -> None:
    assert Loudness().integrated_lufs == lufs_of(0.0) == FLOOR_DB


def test_bass_counts_less_and_treble_more_than_the_middle() -> None:
    def reads(frequency_hz: float) -> float:
        return measured(sine(frequency_hz, 3, gain_of(-23))).momentary_lufs

    assert reads(40) < reads(1000) - 3
    assert reads(8000) > reads(1000) + 2

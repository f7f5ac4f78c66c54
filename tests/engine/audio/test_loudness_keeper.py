import numpy as np
import pytest

from studio.engine.audio.loudness import KWeighting, Loudness
from studio.engine.audio.loudness_keeper import LoudnessKeeper
from studio.engine.media import FloatSamples
from tests.support.sound import blocks_of, sine


def _kept(keeper: LoudnessKeeper, samples: FloatSamples) -> FloatSamples:
    return np.concatenate([keeper.process(block) for block in blocks_of(samples)])


def _lufs(samples: FloatSamples) -> float:
    weights, loudness = KWeighting(2), Loudness()
    for block in blocks_of(samples):
        loudness.feed(float(weights.energy(block).sum()))
    return loudness.short_term_lufs


@pytest.mark.parametrize("amplitude", [0.03, 0.3])
def test_the_programme_comes_to_its_target(amplitude: float) -> None:
    keeper = LoudnessKeeper()
    keeper.set_target(-23.0)
    out = _kept(keeper, sine(1000, 50.0, amplitude))
    assert _lufs(out) == pytest.approx(-23.0, abs=0.8)
    steps = np.diff([float(np.abs(block).max()) for block in blocks_of(out)])
    assert np.abs(steps).max() < 0.01, "nobody hears it move"


def test_a_pause_leaves_the_gain_as_it_is() -> None:
    keeper = LoudnessKeeper()
    keeper.set_target(-23.0)
    _kept(keeper, sine(1000, 40.0, 0.05))
    before = keeper.gain_db
    for quiet in (0.0, 0.002):
        _kept(keeper, sine(1000, 10.0, quiet))
        assert keeper.gain_db == before


def test_it_never_goes_too_far_and_goes_back_when_nothing_is_wanted() -> None:
    keeper = LoudnessKeeper()
    keeper.set_target(-14.0)
    _kept(keeper, sine(1000, 60.0, 0.01))
    assert keeper.gain_db == pytest.approx(9.0, abs=0.6)
    keeper.set_target(None)
    _kept(keeper, sine(1000, 60.0, 0.01))
    assert keeper.gain_db == 0.0
    samples = sine(1000, 0.01)
    keeper.process(samples)
    assert keeper.process(samples) is samples

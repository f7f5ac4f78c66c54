import pytest

from studio.engine.audio.drift import DriftCorrector

_BLOCK_S = 0.01


def settle(corrector: DriftCorrector, source_ppm: float, seconds: float) -> float:
    """Play a source whose clock is off, corrected as the strip does it; how far it is off then."""
    behind_s = 0.0
    for _ in range(round(seconds / _BLOCK_S)):
        corrector.feed(behind_s, _BLOCK_S)
        # A fast source gives more samples than time passes; the ratio takes them away again.
        made_s = _BLOCK_S * (1 + source_ppm * 1e-6) / corrector.ratio
        behind_s += _BLOCK_S - made_s
    return behind_s


@pytest.mark.parametrize("source_ppm", [-200.0, 0.0, 80.0, 400.0])
def test_a_wrong_clock_is_measured_and_made_up_for(source_ppm: float) -> None:
    corrector = DriftCorrector()
    off_s = settle(corrector, source_ppm, 240)
    assert corrector.drift_ppm == pytest.approx(source_ppm, abs=20)
    assert abs(off_s) < 0.001


def test_the_pitch_is_never_bent_by_more_than_a_listener_bears() -> None:
    corrector = DriftCorrector()
    for _ in range(2000):
        corrector.feed(-0.5, _BLOCK_S)
    assert 1.0 < corrector.ratio <= 1.003


def test_a_jump_forgets_the_error_but_not_the_clock() -> None:
    corrector = DriftCorrector()
    settle(corrector, 300, 240)
    learned = corrector.drift_ppm
    corrector.feed(0.05, 2.0)
    corrector.reset()
    assert corrector.drift_ppm == pytest.approx(learned, rel=5)
    assert corrector.ratio == pytest.approx(1 + corrector.drift_ppm * 1e-6, abs=1e-6)

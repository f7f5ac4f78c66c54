import numpy as np
import pytest

from studio.core.sound_filters import NoiseGate
from studio.engine.audio.filters.gate import GateFilter
from studio.engine.audio.levels import gain_of
from tests.support.filtered import filtered, steepest, steepest_of_sine
from tests.support.sound import sine, steady

_GATE = NoiseGate(open_db=-30, close_db=-40, attack_ms=2, hold_ms=50, release_ms=30)


def test_it_opens_for_what_is_loud_and_then_changes_nothing() -> None:
    sound = sine(440, 0.3, gain_of(-20))
    assert np.allclose(filtered(GateFilter(_GATE), sound)[4800:], sound[4800:], atol=1e-5)


def test_it_closes_after_hold_and_release_and_opens_again() -> None:
    soft, loud = sine(440, 0.5, gain_of(-50)), sine(440, 0.2, gain_of(-20))
    out = filtered(GateFilter(_GATE), np.concatenate([loud, soft, loud]))
    assert not out[9600 + 19_200 : 9600 + 24_000].any()
    assert np.abs(out[9600 : 9600 + 1920]).max() == pytest.approx(gain_of(-50), rel=0.01)
    assert np.abs(out[-4800:]).max() == pytest.approx(gain_of(-20), rel=0.01)


def test_between_the_thresholds_it_stays_as_it_is() -> None:
    between, loud = sine(440, 0.5, gain_of(-35)), sine(440, 0.2, gain_of(-20))
    assert not filtered(GateFilter(_GATE), between).any()
    out = filtered(GateFilter(_GATE), np.concatenate([loud, between]))
    assert np.abs(out[-4800:]).max() == pytest.approx(gain_of(-35), rel=0.01)


def test_a_lower_opening_threshold_is_both() -> None:
    odd = NoiseGate(open_db=-40, close_db=-30, hold_ms=5, release_ms=5)
    out = filtered(GateFilter(odd), sine(440, 0.5, gain_of(-35)))
    assert np.abs(out[-4800:]).max() == pytest.approx(gain_of(-35), rel=0.01)


def test_it_does_not_click() -> None:
    sound = np.concatenate([sine(100, 0.2, 0.5), steady(0.0, 14_400), sine(100, 0.2, 0.5)])
    assert steepest(filtered(GateFilter(_GATE), sound)) < 4 * steepest_of_sine(100, 0.5)

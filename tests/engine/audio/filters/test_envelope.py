import numpy as np
import pytest

from studio.engine.audio.filters.envelope import STEPS, LevelFollower, applied, share_of
from studio.engine.audio.levels import gain_of
from tests.support.sound import blocks_of, sine, steady


@pytest.mark.parametrize("frequency_hz", [100, 1000, 7000])
def test_a_steady_tone_has_a_steady_level(frequency_hz: int) -> None:
    follower = LevelFollower()
    levels = [
        level_db
        for block in blocks_of(sine(frequency_hz, 0.2, gain_of(-20)))
        for level_db in follower.levels_db(block)
    ]
    assert levels[STEPS:] == pytest.approx([-20.0] * (len(levels) - STEPS), abs=0.1)


def test_silence_has_the_floor() -> None:
    assert LevelFollower().levels_db(steady(0.0)) == [-120.0] * STEPS


def test_after_its_time_a_step_has_gone_63_percent_of_the_way() -> None:
    left = 1.0
    for _ in range(3 * STEPS):
        left -= share_of(30.0) * left
    assert left == pytest.approx(np.exp(-1), abs=1e-6)


def test_a_gain_moves_in_lines_and_ends_at_the_last_corner() -> None:
    out = applied(steady(1.0), np.linspace(0, 1, STEPS + 1).tolist())[:, 0]
    assert out[-1] == pytest.approx(1.0)
    assert np.allclose(np.diff(out), 1 / 480, atol=1e-6)

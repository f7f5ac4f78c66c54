import numpy as np
import pytest

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.engine.audio.beep import SecondBeep
from studio.engine.media import BLOCK_SAMPLES, MediaClock
from tests.fakes.virtual_clock import VirtualClock
from tests.support.sound import loudest_hz


@pytest.mark.parametrize("into_second_ms", [0, 250, 997])
def test_it_beeps_for_the_first_tenth_of_each_second_of_wall_clock(into_second_ms: int) -> None:
    beep = SecondBeep(MediaClock(VirtualClock(wall_ms=1_700_000_000_000 + into_second_ms)))
    silent = np.zeros((BLOCK_SAMPLES, 2), np.float32)
    found = [beep.block(number * 10 * NS_PER_MS) for number in range(210)]
    sound = np.concatenate([silent if block is None else block for block in found])
    is_loud = np.abs(sound[:, 0]) > 0.01
    begins = [at for at in np.flatnonzero(is_loud) if not is_loud[max(0, at - 4000) : at].any()]
    seconds_ms = [1000 * n - into_second_ms for n in (1, 2, 3)]
    expected_ms = [ms for ms in seconds_ms if 100 < ms < 2095]
    assert [round(at / 48) for at in begins if at > 4800] == expected_ms
    begin = (1000 - into_second_ms) * 48
    assert loudest_hz(sound[begin : begin + 4800]) == pytest.approx(1000, abs=5)
    assert not sound[begin + 4800 : begin + 40_000].any()


def test_between_beeps_there_is_nothing_to_mix() -> None:
    beep = SecondBeep(MediaClock(VirtualClock()))
    assert beep.block(NS_PER_S // 2) is None

import itertools
import random

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.engine.guests.playout import PlayoutClock

_STEP_NS = 20 * NS_PER_MS


def test_stamps_keep_their_distance_whatever_the_network_does() -> None:
    clock, chance = PlayoutClock(), random.Random(3)
    stamps = []
    for number in range(500):
        late_ns = chance.randrange(40 * NS_PER_MS)
        stamps.append(clock.media_ns(number * _STEP_NS, NS_PER_S + number * _STEP_NS + late_ns))
    steps = [after - before for before, after in itertools.pairwise(stamps[100:])]
    assert all(abs(step - _STEP_NS) < 2 * NS_PER_MS for step in steps)
    behind_ns = stamps[-1] - (NS_PER_S + 499 * _STEP_NS)
    assert 0 <= behind_ns < 5 * NS_PER_MS, "as early as the earliest"


def test_a_burst_at_the_beginning_is_waited_for() -> None:
    clock = PlayoutClock()
    for number in range(8):
        assert not clock.is_settled
        clock.media_ns(number * _STEP_NS, NS_PER_S)
    assert clock.is_settled
    assert clock.at(7 * _STEP_NS) == NS_PER_S


def test_a_slow_clock_is_followed() -> None:
    clock = PlayoutClock()
    stamp = 0
    for number in range(5000):
        arrived_ns = int(number * _STEP_NS * 1.0001)  # 100 ppm
        stamp = clock.media_ns(number * _STEP_NS, arrived_ns)
    assert abs(stamp - arrived_ns) < NS_PER_MS


def test_a_jump_begins_anew() -> None:
    clock = PlayoutClock()
    clock.media_ns(0, 0)
    assert clock.media_ns(_STEP_NS, 60 * NS_PER_S) == 60 * NS_PER_S

import numpy as np
import pytest

from studio.core.clock import NS_PER_MS
from studio.core.sources import PatternSettings, PatternStyle
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.pattern import PatternDriver, draw_bars
from tests.fakes.virtual_clock import VirtualClock


def pictures(style: PatternStyle, count: int) -> list[Bytes]:
    """What it gives while the time goes on by 10 ms a read."""
    clock = VirtualClock()
    driver = PatternDriver(PatternSettings(style, 320, 180), MediaClock(clock))
    driver.interrupt()  # its waits are over at once: time is played here
    driver.open()
    found = []
    for _ in range(200):
        reading = driver.read()
        clock.advance(10 * NS_PER_MS)
        if reading.picture is not None and reading.picture.bgra is not None:
            found.append(reading.picture.bgra)
        if len(found) == count:
            return found
    return found


def test_bars_are_those_of_the_recommendation() -> None:
    bars = draw_bars(701, 399)
    assert bars.shape == (400, 702, 4)
    assert bars[10, 5].tolist() == [191, 191, 191, 255]
    assert bars[10, -5].tolist() == [191, 0, 0, 255]  # blue
    ramp = bars[-1, :, 0].astype(int)
    assert (np.diff(ramp) >= 0).all()
    assert (ramp[0], ramp[-1]) == (0, 255)


def test_bars_stand_still() -> None:
    assert len(pictures(PatternStyle.BARS, 2)) == 1


@pytest.mark.parametrize("style", [PatternStyle.MOVING, PatternStyle.CLOCK])
def test_the_others_change_with_each_picture(style: PatternStyle) -> None:
    first, second, third = pictures(style, 3)
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)


def test_it_keeps_its_rate() -> None:
    clock = VirtualClock()
    driver = PatternDriver(PatternSettings(PatternStyle.MOVING, 64, 36, 25), MediaClock(clock))
    driver.interrupt()
    given = 0
    for _ in range(1000):
        given += driver.read().picture is not None
        clock.advance(1 * NS_PER_MS)
    assert given == 25

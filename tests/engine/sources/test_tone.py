import numpy as np
import pytest

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.sources import ToneSettings
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.sources.tone import ToneDriver
from tests.fakes.virtual_clock import VirtualClock
from tests.support.sound import loudest_hz


def blocks(settings: ToneSettings, count: int, clock: VirtualClock) -> list[AudioBlock]:
    driver = ToneDriver(settings, MediaClock(clock))
    driver.interrupt()
    driver.open()
    found = []
    for _ in range(count):
        sound = driver.read().sound
        assert sound is not None
        found.append(sound)
        clock.advance(10 * NS_PER_MS)
    return found


def test_it_is_a_gapless_sine_of_its_level() -> None:
    found = blocks(ToneSettings(440, -20.0), 250, VirtualClock())
    assert set(np.diff([block.media_ns for block in found])) == {10 * NS_PER_MS}
    sound = np.concatenate([block.samples for block in found])
    assert loudest_hz(sound) == pytest.approx(440, abs=0.5)
    assert np.abs(sound).max() == pytest.approx(0.1, abs=0.001)
    steepest = 0.1 * 2 * np.pi * 440 / 48_000
    assert np.abs(np.diff(sound[:, 0])).max() <= steepest * 1.01


def test_it_beeps_at_the_beginning_of_each_second() -> None:
    clock = VirtualClock(wall_ms=1_700_000_000_500)
    found = blocks(ToneSettings(1000, -6.0, is_beeping=True), 200, clock)
    loud = [block.media_ns for block in found if np.abs(block.samples).max() > 0.1]
    starts = [ns for ns in loud if ns - 10 * NS_PER_MS not in loud]
    assert [round(ns / NS_PER_MS) for ns in starts] == [500, 1500]
    assert len(loud) == 20


def test_after_a_sleep_it_goes_on_now() -> None:
    clock = VirtualClock()
    driver = ToneDriver(ToneSettings(), MediaClock(clock))
    driver.interrupt()
    driver.open()
    driver.read()
    clock.advance(60 * NS_PER_S)
    sound = driver.read().sound
    assert sound is not None
    assert sound.media_ns == pytest.approx(60 * NS_PER_S, abs=20 * NS_PER_MS)


def test_silence_is_a_level_too() -> None:
    assert not blocks(ToneSettings(440, -80.0), 3, VirtualClock())[2].samples.any()

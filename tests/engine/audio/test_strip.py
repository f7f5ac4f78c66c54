import msgspec
import numpy as np
import pytest

from studio.core.clock import NS_PER_MS
from studio.core.scene import Strip
from studio.core.sound_filters import Compressor
from studio.engine.audio.levels import gain_of
from studio.engine.audio.strip import StripBuffer
from studio.engine.media import AudioBlock, FloatSamples
from tests.support.sound import blocks_of, loudest_hz, sine, steady

_BLOCK_NS = 10 * NS_PER_MS
_STRIP = Strip("mic")


def played(
    sound: FloatSamples, strip: Strip = _STRIP, *, is_heard: bool = True, ppm: float = 0.0
) -> FloatSamples:
    """What the mixer takes when the blocks come one block ahead; ``ppm``: how fast they run."""
    buffer, taken = StripBuffer("mic"), []
    for number, block in enumerate(blocks_of(sound)):
        stamp_ns = round(number * _BLOCK_NS / (1 + ppm * 1e-6))
        buffer.push(AudioBlock(block, stamp_ns))
        if number:
            taken.append(buffer.take((number - 1) * _BLOCK_NS, strip, is_heard))
    return np.concatenate(taken)


def test_sound_lies_in_its_place_in_media_time() -> None:
    sound = sine(440, 0.5)
    assert np.allclose(played(sound)[480:], sound[480:-480], atol=1e-6)


@pytest.mark.parametrize("gain_db", [-20.0, 6.0])
def test_gain(gain_db: float) -> None:
    out = played(steady(0.1, 9600), msgspec.structs.replace(_STRIP, gain_db=gain_db))
    assert out[-1, 0] == pytest.approx(0.1 * gain_of(gain_db), rel=1e-4)


def test_mute_and_not_being_in_the_solo_silence_a_strip() -> None:
    assert not played(steady(0.5, 4800), Strip("mic", is_muted=True)).any()
    assert not played(steady(0.5, 4800), is_heard=False).any()


def test_a_change_of_gain_is_a_ramp_and_no_step() -> None:
    buffer = StripBuffer("mic")
    for number in range(4):
        buffer.push(AudioBlock(steady(0.5), number * _BLOCK_NS))
    buffer.take(0, _STRIP, True)
    out = buffer.take(_BLOCK_NS, Strip("mic", is_muted=True), True)
    assert out[0, 0] == pytest.approx(0.5, abs=0.01)
    assert out[-1, 0] == pytest.approx(0.0, abs=0.01)
    assert np.abs(np.diff(out[:, 0])).max() < 0.005


def test_delay_moves_the_sound_back_to_the_sample() -> None:
    sound = np.concatenate([steady(0.0, 960), steady(0.5, 9600)])
    out = played(sound, Strip("mic", delay_ms=30))[:, 0]
    assert int(np.flatnonzero(out > 0.4)[0]) == 960 + 30 * 48


def test_a_gap_is_silence_and_what_follows_is_in_time_again() -> None:
    buffer = StripBuffer("mic")
    for number in (0, 1, 20, 21, 22):
        buffer.push(AudioBlock(steady(0.5), number * _BLOCK_NS))
    heard = [buffer.take(number * _BLOCK_NS, _STRIP, True)[240].any() for number in range(23)]
    assert [number for number, is_there in enumerate(heard) if is_there] == [0, 1, 20, 21, 22]


def test_a_source_that_is_late_is_waited_for_from_then_on() -> None:
    buffer = StripBuffer("mic")
    buffer.push(AudioBlock(steady(0.5), 0))
    silent = []
    for number in range(100):
        silent.append(not buffer.take(number * _BLOCK_NS, _STRIP, True).all())
        if number >= 1:  # each block arrives one block after it is wanted
            buffer.push(AudioBlock(steady(0.5), number * _BLOCK_NS))
    assert any(silent[:5])
    assert not any(silent[10:])
    assert buffer.silent_samples > 0


def test_after_a_pause_a_source_is_where_it_belongs() -> None:
    buffer = StripBuffer("film")
    for number in (0, 1):
        buffer.push(AudioBlock(steady(0.5), number * _BLOCK_NS))
    for number in range(50):
        buffer.take(number * _BLOCK_NS, _STRIP, True)
    buffer.push(AudioBlock(steady(0.5), 60 * _BLOCK_NS))
    heard = [buffer.take(number * _BLOCK_NS, _STRIP, True)[240].any() for number in range(50, 70)]
    assert heard.index(True) == 10


def test_what_is_no_number_is_silence() -> None:
    buffer = StripBuffer("film")
    buffer.push(AudioBlock(steady(float("nan")), 0))
    assert np.isfinite(buffer.take(0, _STRIP, True)).all()


def test_a_flood_is_bounded_and_counted() -> None:
    buffer = StripBuffer("mic")
    for number in range(500):
        buffer.push(AudioBlock(steady(0.5), number * _BLOCK_NS))
    assert buffer.dropped_blocks == pytest.approx(200, abs=2)


def test_a_fast_clock_is_measured_and_nothing_is_lost_over_minutes() -> None:
    buffer = StripBuffer("mic")
    tone = sine(1000, 1.0)
    per_second = blocks_of(tone)
    heard: list[FloatSamples] = []
    for number in range(18_000):
        stamp_ns = round(number * _BLOCK_NS / (1 + 200e-6))
        buffer.push(AudioBlock(per_second[number % 100], stamp_ns))
        while (len(heard) + 3) * _BLOCK_NS < stamp_ns:
            heard.append(buffer.take(len(heard) * _BLOCK_NS, _STRIP, True))
    assert buffer.drift_ppm == pytest.approx(200, abs=20)
    assert buffer.dropped_blocks == 0
    last = np.concatenate(heard[-1000:])
    assert loudest_hz(last) == pytest.approx(1000, abs=1)
    assert np.abs(np.diff(last[:, 0])).max() < 1.05 * 0.5 * 2 * np.pi * 1000 / 48_000


def test_filters_come_before_the_gain() -> None:
    hard = Compressor(threshold_db=-20, ratio=20, makeup_db=0, knee_db=0)
    out = played(sine(1000, 1.0, gain_of(-10)), Strip("mic", gain_db=-12, filters=(hard,)))
    assert np.abs(out[-4800:]).max() == pytest.approx(gain_of(-19.5 - 12), rel=0.03)

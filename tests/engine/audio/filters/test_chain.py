import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core import sound_filters as sf
from studio.engine.audio.filters.chain import FilterChain
from studio.engine.media import FloatSamples
from tests.support.filtered import level_db, steepest, steepest_of_sine
from tests.support.sound import blocks_of, sine, steady

_LOUDER = sf.Compressor(threshold_db=0, ratio=1, knee_db=0, makeup_db=6)
_LOW = sf.Equaliser(low_db=-6, low_hz=300)
_ALL: tuple[sf.SoundFilter, ...] = (
    sf.NoiseGate(open_db=-60, close_db=-70),
    sf.NoiseSuppression(),
    _LOW,
    _LOUDER,
    sf.PeakLimiter(),
    sf.Ducking(key_source_id="mic"),
)
_OFF = tuple(msgspec.structs.replace(one, is_enabled=False) for one in _ALL)


def heard(
    chain: FilterChain, sound: FloatSamples, wanted: tuple[sf.SoundFilter, ...]
) -> FloatSamples:
    return np.concatenate([chain.process(block, wanted, {}) for block in blocks_of(sound)])


def test_no_filters_leave_the_sound_alone() -> None:
    sound = sine(440, 0.1)
    assert np.array_equal(heard(FilterChain(), sound, ()), sound)


def test_filters_work_one_after_the_other() -> None:
    out = heard(FilterChain(), sine(1000, 0.5, 0.1), (_LOUDER, _LOUDER))
    assert level_db(out[-4800:]) - level_db(sine(1000, 0.5, 0.1)) == pytest.approx(12, abs=0.05)


def test_what_is_switched_off_is_not_heard_and_costs_no_time() -> None:
    chain, sound = FilterChain(), sine(440, 0.3, 0.1)
    heard(chain, sound, _ALL)
    assert chain.latency_samples == 720
    heard(chain, sound, _OFF)
    assert chain.latency_samples == 0
    assert np.array_equal(heard(chain, sound, _OFF), sound)


def test_a_voice_lowers_the_music() -> None:
    chain, wanted = FilterChain(), (sf.Ducking(key_source_id="mic", amount_db=20),)
    out = [chain.process(steady(0.5), wanted, {"mic": steady(0.5)}) for _ in range(60)]
    assert float(out[-1][-1, 0]) == pytest.approx(0.05, rel=0.05)


_SOME = st.lists(st.sampled_from(_ALL + _OFF), max_size=4)


@settings(max_examples=40)
@given(st.lists(_SOME, max_size=6))
def test_whatever_comes_goes_or_moves_nothing_clicks(
    lists: list[list[sf.SoundFilter]],
) -> None:
    chain, sound = FilterChain(), sine(100, 0.06, 0.05)
    everything = [(), *(tuple(wanted) for wanted in lists), ()]
    out = np.concatenate([heard(chain, sound, wanted) for wanted in everything])
    loudest = max(0.05, float(np.abs(out).max()))
    # A limiter is 5 ms late: going over to it bends a tone, but within 10 ms and never in a step.
    assert steepest(out) < 2 * loudest / 480 + 2 * steepest_of_sine(100, loudest)


@pytest.mark.parametrize("one", _ALL, ids=lambda one: type(one).__name__)
@settings(max_examples=20)
@given(shift=st.integers(0, 479), frequency_hz=st.integers(100, 2000), level=st.floats(0.05, 0.9))
def test_where_blocks_begin_is_not_heard(
    one: sf.SoundFilter, shift: int, frequency_hz: int, level: float
) -> None:
    sound = sine(frequency_hz, 0.4, level)[shift:]
    out = heard(FilterChain(), sound, (one,))[9600:, 0]
    steps = np.abs(np.diff(out))
    edges = steps[479::480]
    assert edges.max() <= 1.3 * np.delete(steps, np.s_[479::480]).max() + 1e-6


def test_a_filter_keeps_its_memory_when_another_comes_or_goes() -> None:
    sound = sine(440, 0.5, 0.1)
    chain = FilterChain()
    heard(chain, sound, (_LOUDER, sf.PeakLimiter()))
    both = heard(chain, sound, (_LOUDER, _LOW, sf.PeakLimiter()))
    assert chain.latency_samples == 240
    assert np.abs(both).min(axis=1)[:480].max() > 0.1
    heard(chain, sound, (_LOUDER,))
    assert chain.latency_samples == 0


def test_what_is_no_number_is_forgotten() -> None:
    chain = FilterChain()
    heard(chain, sine(440, 0.1), _ALL)
    chain.process(steady(float("nan")), _ALL, {})
    out = heard(chain, sine(440, 0.5), _ALL)
    assert np.isfinite(out).all()
    assert np.abs(out[-4800:]).max() > 0.1

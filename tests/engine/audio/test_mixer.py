import threading

import numpy as np
import pytest

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.monitoring import Monitor
from studio.core.scene import Strip
from studio.core.sound_filters import Ducking
from studio.core.talking import Talk
from studio.engine.audio.mixer import Mixer
from studio.engine.audio.monitor import MonitorOutput
from studio.engine.audio.sound_output import opened_output
from studio.engine.media import AudioBlock, FloatSamples, MediaClock, MixedBlock
from tests.fakes.virtual_clock import VirtualClock
from tests.support.sound import blocks_of, sine, steady
from tests.support.waiting import wait_until

_BLOCK_NS = 10 * NS_PER_MS
_LIMITER_SAMPLES = 240


class Desk:
    """A mixer whose blocks are made by hand."""

    def __init__(self, *strips: Strip) -> None:
        self.blocks: list[MixedBlock] = []
        self.mixer = Mixer(MediaClock(VirtualClock()), self.blocks.append)
        self.mixer.set_strips(strips)
        self.number = 0

    def play(self, **sounds: FloatSamples) -> FloatSamples:
        """Push these from now on, mix one block behind, and give the programme."""
        first = len(self.blocks)
        parts = {name: blocks_of(sound) for name, sound in sounds.items()}
        for step in range(max(len(blocks) for blocks in parts.values())):
            for name, blocks in parts.items():
                if step < len(blocks):
                    self.mixer.push(name, AudioBlock(blocks[step], self.number * _BLOCK_NS))
            if self.number:
                self.mixer.mix(self.number - 1)
            self.number += 1
        return np.concatenate([block.samples for block in self.blocks[first:]])


def test_sources_add_up() -> None:
    out = Desk(Strip("mic"), Strip("film")).play(mic=steady(0.2, 4800), film=steady(0.3, 4800))
    assert out[-1].tolist() == pytest.approx([0.5, 0.5])


def test_what_has_no_strip_is_not_heard() -> None:
    assert not Desk(Strip("mic")).play(other=steady(0.5, 4800)).any()


def test_solo_silences_the_others() -> None:
    desk = Desk(Strip("mic", is_solo=True), Strip("film"))
    assert desk.play(mic=steady(0.2, 4800), film=steady(0.3, 4800))[-1, 0] == pytest.approx(0.2)


def test_a_source_that_ends_silences_only_itself() -> None:
    desk = Desk(Strip("mic"), Strip("film"))
    out = desk.play(mic=steady(0.2, 48_000), film=steady(0.3, 4800))
    assert out[-1, 0] == pytest.approx(0.2)


def test_the_sum_never_clips() -> None:
    desk = Desk(Strip("mic", gain_db=12), Strip("film", gain_db=12))
    out = desk.play(mic=sine(440, 1.0, 0.9), film=sine(330, 1.0, 0.9))
    assert np.abs(out).max() <= 0.8913
    assert np.abs(out).max() > 0.7


def test_blocks_are_stamped_with_the_time_of_the_sound_in_them() -> None:
    desk = Desk(Strip("mic"))
    sound = np.concatenate([steady(0.0, 4800), steady(0.5, 4800)])
    out = desk.play(mic=sound)
    stamps = [block.media_ns for block in desk.blocks]
    assert np.diff(stamps).tolist() == [_BLOCK_NS] * (len(stamps) - 1)
    step = int(np.flatnonzero(out[:, 0] > 0.4)[0])
    heard_ns = stamps[0] + step * NS_PER_S // 48_000
    assert heard_ns == pytest.approx(100 * NS_PER_MS, abs=2 * NS_PER_S // 48_000)


def test_meters_tell_each_strip_and_the_master() -> None:
    desk = Desk(Strip("mic"), Strip("film", is_muted=True))
    desk.play(mic=steady(0.5, 4800), film=steady(0.5, 4800))
    levels = {meter.source_id: meter.peak_db for meter in desk.mixer.meters()}
    assert levels["mic"] == levels["master"] == pytest.approx(-6.0, abs=0.1)
    assert levels["film"] == -120.0


def test_a_strip_that_stays_goes_on_without_a_gap() -> None:
    desk = Desk(Strip("mic"))
    desk.play(mic=steady(0.2, 4800))
    desk.mixer.set_strips((Strip("mic"), Strip("film")))
    assert desk.play(mic=steady(0.2, 4800)).min() == pytest.approx(0.2)


def test_the_timecode_beeps() -> None:
    desk = Desk(Strip("mic"))
    desk.mixer.set_timecode_beep(True)
    assert np.abs(desk.play(mic=steady(0.0, 4800))).max() == pytest.approx(0.25, abs=0.01)


class SleepyClock(VirtualClock):
    """A computer that sleeps for three seconds once."""

    def __init__(self) -> None:
        super().__init__()
        self.has_slept = False

    def wait_until(self, deadline_ns: int) -> None:
        """Be there, or much later."""
        super().wait_until(deadline_ns)
        if deadline_ns > NS_PER_S and not self.has_slept:
            self.has_slept = True
            self.advance(3 * NS_PER_S)


def test_its_thread_makes_every_block_and_leaves_out_what_was_slept_through() -> None:
    numbers: list[int] = []
    enough = threading.Event()

    def take(block: MixedBlock) -> None:
        numbers.append(block.number)
        if len(numbers) >= 300:
            enough.set()
            mixer.stop()

    mixer = Mixer(MediaClock(SleepyClock()), take)
    mixer.start()
    wait_until(enough.is_set, 30)
    mixer.stop()
    steps = np.diff(numbers).tolist()
    assert set(steps) == {1, mixer.skipped_blocks + 1}
    assert steps.count(1) == len(steps) - 1
    assert mixer.skipped_blocks == pytest.approx(300, abs=2)


def test_drift_of_an_unknown_source_is_none() -> None:
    assert Desk().mixer.drift_ppm("nobody") == 0.0


def test_an_empty_desk_is_silent_and_ticks() -> None:
    desk = Desk()
    desk.mixer.mix(0)
    assert desk.blocks[0].samples.shape == (480, 2)
    assert not desk.blocks[0].samples.any()
    assert [meter.source_id for meter in desk.mixer.meters()] == ["master"]


def test_music_goes_down_under_a_voice_that_stands_below_it_and_meters_show_it() -> None:
    duck = Ducking(key_source_id="mic", amount_db=20, attack_ms=10)
    desk = Desk(Strip("music", filters=(duck,)), Strip("mic", gain_db=-20))
    out = desk.play(music=steady(0.2, 48_000), mic=steady(0.5, 48_000))
    assert out[-1, 0] == pytest.approx(0.02 + 0.05, rel=0.01)
    desk.mixer.meters()
    desk.play(music=steady(0.2, 4800), mic=steady(0.5, 4800))
    levels = {meter.source_id: meter.peak_db for meter in desk.mixer.meters()}
    assert levels["music"] == pytest.approx(-34, abs=0.1)


def test_a_muted_voice_lowers_nothing() -> None:
    duck = Ducking(key_source_id="mic", amount_db=20)
    desk = Desk(Strip("music", filters=(duck,)), Strip("mic", is_muted=True))
    out = desk.play(music=steady(0.2, 48_000), mic=steady(0.5, 48_000))
    assert out[-1, 0] == pytest.approx(0.2)


def test_a_circle_of_voices_is_borne() -> None:
    one, other = Ducking(key_source_id="b", amount_db=20), Ducking(key_source_id="a", amount_db=20)
    desk = Desk(Strip("a", filters=(one,)), Strip("b", filters=(other,)))
    assert np.isfinite(desk.play(a=steady(0.2, 48_000), b=steady(0.2, 48_000))).all()


class _Ears(MonitorOutput):
    """Remembers what is monitored."""

    def __init__(self) -> None:
        super().__init__(opened_output, lambda _alarm: None, lambda _gone: None)
        self.heard: list[FloatSamples] = []

    def push(self, samples: FloatSamples) -> None:
        self.heard.append(samples)


def test_what_is_only_monitored_is_not_in_the_programme() -> None:
    desk = Desk(
        Strip("mic", monitor=Monitor.BOTH),
        Strip("cue", monitor=Monitor.ONLY),
        Strip("film"),
    )
    ears = _Ears()
    desk.mixer.monitor = ears
    out = desk.play(mic=steady(0.2, 4800), cue=steady(0.1, 4800), film=steady(0.3, 4800))
    assert out[-1].tolist() == pytest.approx([0.5, 0.5])
    assert ears.heard[-1][-1].tolist() == pytest.approx([0.3, 0.3])


def test_nothing_is_monitored_unless_it_is_wanted() -> None:
    desk = Desk(Strip("mic"))
    ears = _Ears()
    desk.mixer.monitor = ears
    desk.play(mic=steady(0.2, 4800))
    assert ears.heard == []


def test_a_strip_with_a_talk_key_is_heard_while_the_key_is_down() -> None:
    desk = Desk(Strip("mic", talk=Talk.TO_TALK), Strip("film", talk=Talk.TO_MUTE))
    assert np.abs(desk.play(mic=steady(0.2, 4800))[-480:]).max() == 0.0
    desk.mixer.hold_talk("mic", is_held=True)
    assert desk.play(mic=steady(0.2, 4800))[-1, 0] == pytest.approx(0.2)
    desk.mixer.hold_talk("mic", is_held=False)
    assert np.abs(desk.play(mic=steady(0.2, 4800))[-480:]).max() == 0.0
    assert desk.play(film=steady(0.3, 4800))[-1, 0] == pytest.approx(0.3)
    desk.mixer.hold_talk("film", is_held=True)
    assert np.abs(desk.play(film=steady(0.3, 4800))[-480:]).max() == 0.0

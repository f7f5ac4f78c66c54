"""A test tone, steady or beeping at each whole second."""

import threading

import numpy as np

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.sources import ToneSettings
from studio.engine.audio.levels import gain_of
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, AudioBlock, FloatSamples, MediaClock
from studio.engine.sources.base import Reading, SourceDriver

_BLOCK_NS = BLOCK_SAMPLES * NS_PER_S // SAMPLE_RATE_HZ
_BEEP_NS = 100 * NS_PER_MS
_AHEAD_NS = 4 * _BLOCK_NS


class ToneDriver(SourceDriver):
    """A sine, made a few blocks ahead of time."""

    def __init__(self, settings: ToneSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings
        self._woken = threading.Event()
        self._number = 0
        self._second = _second_of(settings)

    def open(self) -> None:
        """Begin now."""
        self._number = self.clock.now_ns() // _BLOCK_NS + 1

    def read(self) -> Reading:
        """The next 10 ms when its time is near."""
        media_ns = self._number * _BLOCK_NS
        wait_ns = media_ns - _AHEAD_NS - self.clock.now_ns()
        if wait_ns > 0:
            self._woken.wait(wait_ns / NS_PER_S)
        if wait_ns < -NS_PER_S:  # the computer slept
            self._number = self.clock.now_ns() // _BLOCK_NS
            media_ns = self._number * _BLOCK_NS
        self._number += 1
        return Reading(sound=AudioBlock(self._samples(media_ns), media_ns))

    def close(self) -> None:
        """Nothing is held."""
        self._woken.set()

    def interrupt(self) -> None:
        """Wait no longer."""
        self._woken.set()

    def _samples(self, media_ns: int) -> FloatSamples:
        first = media_ns % NS_PER_S * SAMPLE_RATE_HZ // NS_PER_S
        tone = self._second[first : first + BLOCK_SAMPLES]
        if not self._settings.is_beeping:
            return tone
        wall_ns = self.clock.wall_ms_at(media_ns) * NS_PER_MS
        times_ns = wall_ns + np.arange(BLOCK_SAMPLES) * NS_PER_S // SAMPLE_RATE_HZ
        return tone * (times_ns % NS_PER_S < _BEEP_NS)[:, None].astype(np.float32)


def _second_of(settings: ToneSettings) -> FloatSamples:
    """One second in stereo; a whole number of hertz repeats after it without a seam."""
    turns = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ * settings.frequency_hz
    tone = np.sin(2 * np.pi * turns) * (
        gain_of(settings.level_db) if settings.level_db > -60 else 0
    )
    return np.repeat(tone.astype(np.float32)[:, None], 2, axis=1)

"""The beep that goes with the timecode: 1 kHz for 100 ms at every whole second of wall clock."""

import numpy as np

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, FloatSamples, MediaClock

_FREQUENCY_HZ = 1000
_LENGTH_NS = 100 * NS_PER_MS
_LEVEL = 0.25


class SecondBeep:
    """Sound for a block of media time; silence but for the beginning of each second."""

    def __init__(self, clock: MediaClock) -> None:
        self._clock = clock

    def block(self, media_ns: int) -> FloatSamples | None:
        """480 stereo samples, or None when there is nothing to hear."""
        wall_ns = self._clock.wall_ms_at(media_ns) * NS_PER_MS
        into_ns = wall_ns % NS_PER_S
        block_ns = BLOCK_SAMPLES * NS_PER_S // SAMPLE_RATE_HZ
        if _LENGTH_NS <= into_ns < NS_PER_S - block_ns:
            return None
        times_ns = into_ns + np.arange(BLOCK_SAMPLES) * NS_PER_S // SAMPLE_RATE_HZ
        times_ns %= NS_PER_S
        tone = np.sin(2 * np.pi * _FREQUENCY_HZ * times_ns / NS_PER_S) * _LEVEL
        tone[times_ns >= _LENGTH_NS] = 0.0
        return np.repeat(tone.astype(np.float32)[:, None], 2, axis=1)

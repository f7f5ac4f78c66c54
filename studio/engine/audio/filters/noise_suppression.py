"""Turns down steady, broad noise: fans, hiss, a street far away; not keys, voices or hum.

Half-overlapping frames of 20 ms under the root of a Hann window, before and after; in each bin
a Wiener gain from the signal-to-noise ratio, which is followed by the decision-directed rule of
Y. Ephraim and D. Malah, "Speech Enhancement Using a Minimum Mean-Square Error Short-Time
Spectral Amplitude Estimator", IEEE Trans. ASSP 32 (6), 1984.
"""

import numpy as np
import numpy.typing as npt

from studio.core.sound_filters import NoiseSuppression
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.filters.noise_floor import NoiseFloor
from studio.engine.media import BLOCK_SAMPLES, FloatSamples

_FRAME = 2 * BLOCK_SAMPLES
_BINS = _FRAME // 2 + 1
_WINDOW = np.sin(np.pi * np.arange(_FRAME) / _FRAME).astype(np.float32)[:, None]
_FOLLOW = 0.94
_TINY = 1e-12


class NoiseSuppressionFilter(BlockFilter[NoiseSuppression]):
    """Both channels have one gain in each bin; 10 ms late."""

    latency_samples = BLOCK_SAMPLES

    def __init__(self, settings: NoiseSuppression) -> None:
        super().__init__(settings)
        self._waiting: FloatSamples = np.zeros((BLOCK_SAMPLES, 2), np.float32)
        self._tail: FloatSamples = np.zeros((BLOCK_SAMPLES, 2), np.float32)
        self._floor = NoiseFloor(_BINS)
        self._cleaned: npt.NDArray[np.float64] = np.zeros(_BINS)

    def process(self, samples: FloatSamples, key: FloatSamples | None = None) -> FloatSamples:
        """480 samples in, 480 out, 480 samples late."""
        frame = np.concatenate([self._waiting, samples]) * _WINDOW
        self._waiting = samples
        spectrum = np.fft.rfft(frame, axis=0)
        power = np.square(np.abs(spectrum)).mean(axis=1).astype(np.float64)
        gain = self._gain(power)
        made = np.fft.irfft(spectrum * gain[:, None], axis=0) * _WINDOW
        out = self._tail + made[:BLOCK_SAMPLES]
        self._tail = made[BLOCK_SAMPLES:].astype(np.float32)
        return np.asarray(out, np.float32)

    def _gain(self, power: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        self._floor.feed(power)
        noise = self._floor.power + _TINY
        fresh = np.maximum(power / noise - 1.0, 0.0)
        ratio = _FOLLOW * self._cleaned / noise + (1.0 - _FOLLOW) * fresh
        gain = ratio / (1.0 + ratio)
        self._cleaned = np.square(gain) * power
        return np.asarray(np.maximum(gain, 10 ** (-self.settings.amount_db / 20)))

"""A look-ahead limiter for the master: nothing is louder than the ceiling, and nothing clicks."""

import math

import numpy as np

from studio.engine.audio.levels import gain_of
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, FloatSamples

CEILING_DB = -1.0
_STEP = 48  # 1 ms
_STEPS = BLOCK_SAMPLES // _STEP
_LOOK_AHEAD_STEPS = 5
RELEASE_MS = 120.0


class Limiter:
    """Gain moves in lines of 1 ms and has come down before the peak arrives, 5 ms later."""

    def __init__(self, ceiling_db: float = CEILING_DB, release_ms: float = RELEASE_MS) -> None:
        self.change(ceiling_db, release_ms)
        self._waiting: FloatSamples = np.zeros((self.delay_samples, 2), np.float32)
        self._wanted = [1.0] * _LOOK_AHEAD_STEPS
        self._gain = 1.0

    def change(self, ceiling_db: float, release_ms: float) -> None:
        """Another ceiling and another way up; a ceiling that falls far at once cuts what waits."""
        self._ceiling = gain_of(ceiling_db)
        self._release = 1.0 - math.exp(-_STEP * 1000 / SAMPLE_RATE_HZ / release_ms)

    @property
    def delay_samples(self) -> int:
        """By how much the output lags."""
        return _LOOK_AHEAD_STEPS * _STEP

    @property
    def reduction_db(self) -> float:
        """How much it turns down now; 0 or below."""
        return float(20 * np.log10(self._gain))

    def process(self, samples: FloatSamples) -> FloatSamples:
        """480 samples in, 480 out, delayed by the look-ahead."""
        joined = np.concatenate([self._waiting, samples])
        self._waiting = joined[BLOCK_SAMPLES:]
        out = joined[:BLOCK_SAMPLES]
        peaks = np.abs(samples).reshape(_STEPS, -1).max(axis=1)
        fresh = [min(1.0, self._ceiling / peak) if peak > 0 else 1.0 for peak in peaks.tolist()]
        wanted = self._wanted + fresh
        self._wanted = wanted[_STEPS:]
        if self._gain == 1.0 and min(wanted) == 1.0:
            return out
        corners = [self._gain]
        for step in range(_STEPS):
            corners.append(
                self._next_gain(corners[-1], wanted[step : step + _LOOK_AHEAD_STEPS + 1])
            )
        self._gain = corners[-1]
        curve = np.interp(
            np.arange(BLOCK_SAMPLES) / _STEP, np.arange(_STEPS + 1), np.array(corners)
        ).astype(np.float32)
        limited = np.clip(out * curve[:, None], -self._ceiling, self._ceiling)
        return np.asarray(limited, np.float32)

    def _next_gain(self, before: float, ahead: list[float]) -> float:
        lowest = min(ahead)
        if lowest < before:
            # Come down along the steepest of the lines that lead to each louder step's begin.
            lines = [before + (gain - before) / (left or 1) for left, gain in enumerate(ahead)]
            return min(lines)
        risen = before + (1.0 - before) * self._release
        risen = 1.0 if risen > 0.9999 else risen
        return min(lowest, risen)

"""Levels and gains in steps of a third of a millisecond, and the lines between them.

Sample by sample Python would be far too slow. A gain that moves in lines between corners of
16 samples cannot be told by ear from one that moves with every sample.
"""

import math

import numpy as np
import numpy.typing as npt

from studio.engine.audio.levels import FLOOR_DB
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, FloatSamples

STEP = 16
STEPS = BLOCK_SAMPLES // STEP
STEP_MS = STEP * 1000 / SAMPLE_RATE_HZ
_WINDOW = 16  # 5.3 ms: half a turn of 94 Hz, so that a steady tone has a steady level
_FLOOR = 10 ** (FLOOR_DB / 20)
_PLACES = np.arange(1, BLOCK_SAMPLES + 1) / STEP
_CORNERS = np.arange(STEPS + 1)

Doubles = npt.NDArray[np.float64]


class LevelFollower:
    """The largest amplitude of both channels over the last 5.3 ms, at every step of a block."""

    def __init__(self) -> None:
        self._before: Doubles = np.zeros(_WINDOW - 1)

    def levels_db(self, samples: FloatSamples) -> list[float]:
        """30 levels in dBFS for a block of 480 samples."""
        peaks = np.abs(samples).reshape(STEPS, -1).max(axis=1).astype(np.float64)
        joined = np.concatenate([self._before, peaks])
        self._before = joined[-(_WINDOW - 1) :]
        held = np.lib.stride_tricks.sliding_window_view(joined, _WINDOW).max(axis=1)
        found: list[float] = (20 * np.log10(np.maximum(held, _FLOOR))).tolist()
        return found


def share_of(time_ms: float) -> float:
    """By which part of the way something goes in one step when it takes ``time_ms`` for 63 %."""
    return 1.0 - math.exp(-STEP_MS / time_ms)


def applied(samples: FloatSamples, corners: list[float]) -> FloatSamples:
    """The block with a gain that moves in lines between 31 corners, the first from before it."""
    curve = np.interp(_PLACES, _CORNERS, corners).astype(np.float32)
    return samples * curve[:, None]

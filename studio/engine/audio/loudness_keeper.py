"""Brings the programme slowly to a loudness: a hand on the master that nobody hears moving."""

import math

import numpy as np

from studio.engine.audio.levels import gain_of
from studio.engine.audio.loudness import KWeighting, lufs_of
from studio.engine.media import BLOCK_SAMPLES, FloatSamples

_BLOCKS_IN_STEP = 10
_MEMORY_STEPS = 150  # 15 s
_FIRST_STEPS = 30  # 3 s of sound before it moves at all
_QUIETEST_LUFS = -55.0
_PAUSE_LU = 12.0  # so much softer than before is a pause, not a soft voice
_MOST_STEP_DB = 0.03  # 0.3 dB a second
_DEAD_LU = 0.5
_LOUDER_DB, _SOFTER_DB = 9.0, -15.0


class LoudnessKeeper:
    """Belongs to the mixer's thread. Pauses leave the gain as it is, so it never pumps."""

    def __init__(self) -> None:
        self._target_lufs: float | None = None
        self._weights = KWeighting(2)
        self._energy = 0.0
        self._blocks = 0
        self._average = 0.0
        self._steps = 0
        self._before_db = 0.0
        self.gain_db = 0.0

    def set_target(self, target_lufs: float | None) -> None:
        """The loudness to come to; None: the gain goes back to nothing, as slowly."""
        self._target_lufs = target_lufs

    def process(self, samples: FloatSamples) -> FloatSamples:
        """480 samples at the gain of now."""
        if self._target_lufs is None and self.gain_db == 0.0:
            self._steps = 0
            return samples
        self._listen(samples)
        before, self._before_db = self._before_db, self.gain_db
        ramp = np.linspace(gain_of(before), gain_of(self.gain_db), BLOCK_SAMPLES, dtype=np.float32)
        return np.asarray(samples * ramp[:, None], np.float32)

    def _listen(self, samples: FloatSamples) -> None:
        self._energy += float(self._weights.energy(samples).sum())
        self._blocks += 1
        if self._blocks < _BLOCKS_IN_STEP:
            return
        step, self._energy, self._blocks = self._energy / self._blocks, 0.0, 0
        target = self._target_lufs
        if target is None:
            self._move(0.0)
        elif self._is_sound(step):
            self._steps = min(_MEMORY_STEPS, self._steps + 1)
            self._average += (step - self._average) / self._steps
            if self._steps >= _FIRST_STEPS:
                self._move(target - lufs_of(self._average))

    def _is_sound(self, energy: float) -> bool:
        loud = lufs_of(energy)
        return loud > _QUIETEST_LUFS and (
            self._steps < _FIRST_STEPS or loud > lufs_of(self._average) - _PAUSE_LU
        )

    def _move(self, wanted_db: float) -> None:
        wanted_db = min(_LOUDER_DB, max(_SOFTER_DB, wanted_db))
        away = wanted_db - self.gain_db
        if abs(away) <= (_DEAD_LU if wanted_db else 0.0):
            return
        self.gain_db += math.copysign(min(abs(away), _MOST_STEP_DB), away)

"""Decibels and amplitudes."""

import math

import numpy as np

from studio.engine.media import FloatSamples

FLOOR_DB = -120.0


def gain_of(level_db: float) -> float:
    """The factor for a level in dB; −60 dB and below is silence."""
    return 0.0 if level_db <= -60.0 else 10.0 ** (level_db / 20.0)


def db_of(amplitude: float) -> float:
    """Amplitude 0 … in dBFS, not below −120."""
    return max(FLOOR_DB, 20.0 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DB


def peak_of(samples: FloatSamples) -> float:
    """Largest amplitude."""
    return float(np.abs(samples).max()) if samples.size else 0.0


def rms_of(samples: FloatSamples) -> float:
    """Root of the mean square over both channels."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0

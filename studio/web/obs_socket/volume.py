"""Loudness as OBS counts it: factors and decibels, with silence at -100 dB."""

from math import log10

SILENCE_DB = -100.0
LEAST_DB = -60.0
MOST_DB = 24.0


def mul_of(gain_db: float) -> float:
    """The factor of a strip's gain; our lowest gain is OBS's silence."""
    return 0.0 if gain_db <= LEAST_DB else float(10 ** (gain_db / 20))


def db_of(gain_db: float) -> float:
    """The gain in OBS's decibels."""
    return SILENCE_DB if gain_db <= LEAST_DB else gain_db


def gain_of_db(volume_db: float) -> float:
    """A strip's gain of OBS's decibels; ours ends at +24 dB."""
    return min(MOST_DB, max(LEAST_DB, volume_db))


def gain_of_mul(volume_mul: float) -> float:
    """A strip's gain of a factor."""
    return LEAST_DB if volume_mul <= 0 else gain_of_db(20 * log10(volume_mul))


def level_mul(level_db: float) -> float:
    """A meter's level as a factor."""
    return 0.0 if level_db <= SILENCE_DB else float(10 ** (level_db / 20))

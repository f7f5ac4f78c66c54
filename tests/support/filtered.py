"""Sound through a filter, and how smooth it is."""

from typing import Any

import numpy as np

from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.levels import db_of, rms_of
from studio.engine.media import FloatSamples
from tests.support.sound import blocks_of


def filtered(
    one: BlockFilter[Any], sound: FloatSamples, key: FloatSamples | None = None
) -> FloatSamples:
    """All whole blocks of the sound through the filter."""
    keys = blocks_of(key) if key is not None else []
    made = [
        one.process(block, keys[place] if place < len(keys) else None)
        for place, block in enumerate(blocks_of(sound))
    ]
    return np.concatenate(made)


def level_db(sound: FloatSamples) -> float:
    """Its RMS level."""
    return db_of(rms_of(sound))


def steepest(sound: FloatSamples) -> float:
    """The largest step from one sample to the next, of the left channel."""
    return float(np.abs(np.diff(sound[:, 0])).max())


def steepest_of_sine(frequency_hz: float, amplitude: float) -> float:
    """The largest step in a sine."""
    return float(amplitude * 2 * np.pi * frequency_hz / 48_000)


def white(seconds: float, amplitude: float, seed: int = 1) -> FloatSamples:
    """White noise of that RMS amplitude, another one in each channel."""
    random = np.random.default_rng(seed)
    return random.normal(0, amplitude, (round(seconds * 48_000), 2)).astype(np.float32)

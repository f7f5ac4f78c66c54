"""The equaliser: a low shelf, a bell and a high shelf in one matrix product."""

import numpy as np

from studio.core.sound_filters import Equaliser
from studio.engine.audio.filters.biquad import (
    PIECE,
    Biquad,
    Doubles,
    bell,
    high_shelf,
    history_size,
    low_shelf,
    piece_matrix,
)
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.media import BLOCK_SAMPLES, FloatSamples

_Q = 1.0
_SECTIONS = 3
_RISE = (np.arange(1, BLOCK_SAMPLES + 1) / BLOCK_SAMPLES)[:, None]


def sections_of(settings: Equaliser) -> tuple[Biquad, Biquad, Biquad]:
    """The filters that these settings mean."""
    return (
        low_shelf(settings.low_hz, settings.low_db),
        bell(settings.mid_hz, settings.mid_db, _Q),
        high_shelf(settings.high_hz, settings.high_db),
    )


class EqualiserFilter(BlockFilter[Equaliser]):
    """Other settings are heard over one block, from the old sound to the new one."""

    def __init__(self, settings: Equaliser) -> None:
        super().__init__(settings)
        self._matrix = piece_matrix(sections_of(settings))
        self._made_of = settings
        self._history: Doubles = np.zeros((history_size(_SECTIONS), 2))

    def process(self, samples: FloatSamples, key: FloatSamples | None = None) -> FloatSamples:
        """480 samples in, 480 out."""
        before = self._history
        if self.settings == self._made_of:
            out, self._history = _run(self._matrix, samples, before)
            return out.astype(np.float32)
        old, _history = _run(self._matrix, samples, before)
        self._matrix = piece_matrix(sections_of(self.settings))
        self._made_of = self.settings
        new, self._history = _run(self._matrix, samples, before)
        return np.asarray(old + (new - old) * _RISE, np.float32)


def _run(matrix: Doubles, samples: FloatSamples, history: Doubles) -> tuple[Doubles, Doubles]:
    out = np.empty((BLOCK_SAMPLES, 2))
    for start in range(0, BLOCK_SAMPLES, PIECE):
        piece = matrix @ np.concatenate([samples[start : start + PIECE], history])
        out[start : start + PIECE] = piece[:PIECE]
        history = piece[PIECE:]
    return out, history

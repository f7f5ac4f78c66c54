"""Loudness by ITU-R BS.1770-5 and EBU R 128 / Tech 3341: momentary, short-term, integrated.

The K-weighting is two second-order filters. Sample by sample they would be far too slow
here, so a block's output and end state are one matrix product (block state-space form),
for all channels of all strips at once.
"""

import math
from collections import deque

import numpy as np
import numpy.typing as npt

from studio.engine.audio.levels import FLOOR_DB
from studio.engine.media import BLOCK_SAMPLES, FloatSamples

Doubles = npt.NDArray[np.float64]

_STEP = 96
_STATES = 4
_BLOCKS_IN_100_MS = 10
_OFFSET_LUFS = -0.691
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_BINS_PER_LU = 10
_LOUDEST_LUFS = 10.0

# Coefficients of BS.1770-5 tables 1 and 2, for 48 kHz: (b0, b1, b2, a1, a2).
_SHELF = (
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)


def _section(coefficients: tuple[float, ...]) -> tuple[Doubles, Doubles, Doubles, float]:
    b0, b1, b2, a1, a2 = coefficients
    transition = np.array([[-a1, 1.0], [-a2, 0.0]])
    entry = np.array([[b1 - a1 * b0], [b2 - a2 * b0]])
    return transition, entry, np.array([[1.0, 0.0]]), b0


def _block_matrix() -> Doubles:
    """[outputs; end state] = matrix @ [inputs; start state], for both filters in series."""
    a_1, b_1, c_1, d_1 = _section(_SHELF)
    a_2, b_2, c_2, d_2 = _section(_HIGH_PASS)
    a = np.block([[a_1, np.zeros((2, 2))], [b_2 @ c_1, a_2]])
    b = np.concatenate([b_1, b_2 * d_1])
    c = np.concatenate([d_2 * c_1, c_2], axis=1)
    d = d_1 * d_2
    matrix = np.zeros((_STEP + _STATES, _STEP + _STATES))
    unit = np.eye(_STEP + _STATES)
    state: Doubles = unit[_STEP:]
    for place in range(_STEP):
        matrix[place] = (c @ state)[0] + d * unit[place]
        state = a @ state + b @ unit[place : place + 1]
    matrix[_STEP:] = state
    return matrix


_MATRIX = _block_matrix()


class KWeighting:
    """The filters of ``channels`` signals at once, with their state."""

    def __init__(self, channels: int) -> None:
        self._state: Doubles = np.zeros((_STATES, channels))

    def energy(self, samples: npt.NDArray[np.floating]) -> Doubles:
        """Mean square of each filtered channel; ``samples``: (480, channels)."""
        total = np.zeros(samples.shape[1])
        for start in range(0, BLOCK_SAMPLES, _STEP):
            joined = np.concatenate([samples[start : start + _STEP], self._state])
            out = _MATRIX @ joined
            self._state = out[_STEP:]
            total += np.square(out[:_STEP]).sum(axis=0)
        return np.asarray(total / BLOCK_SAMPLES)


def lufs_of(energy: float) -> float:
    """Loudness of a mean square summed over both channels."""
    return max(FLOOR_DB, _OFFSET_LUFS + 10 * math.log10(energy)) if energy > 0 else FLOOR_DB


class Loudness:
    """Windows over one stereo signal; fed with its energy every 10 ms."""

    def __init__(self) -> None:
        self._tenth = 0.0
        self._blocks = 0
        self._tenths: deque[float] = deque(maxlen=30)
        self.momentary_lufs = FLOOR_DB
        self.short_term_lufs = FLOOR_DB
        self.begin()

    def begin(self) -> None:
        """What is integrated begins anew; the short windows go on."""
        bins = int((_LOUDEST_LUFS - _ABSOLUTE_GATE_LUFS) * _BINS_PER_LU)
        self._counts = np.zeros(bins, np.int64)
        self._sums = np.zeros(bins)
        self.integrated_lufs = FLOOR_DB

    def feed(self, energy: float) -> None:
        """Energy of the next 10 ms, both channels summed."""
        self._tenth += energy
        self._blocks += 1
        if self._blocks == _BLOCKS_IN_100_MS:
            self._tenths.append(self._tenth / _BLOCKS_IN_100_MS)
            self._tenth, self._blocks = 0.0, 0
            self._update()

    def _update(self) -> None:
        tenths = list(self._tenths)
        momentary = sum(tenths[-4:]) / 4
        self.momentary_lufs = lufs_of(momentary)
        self.short_term_lufs = lufs_of(sum(tenths) / 30)
        if len(tenths) >= 4 and self.momentary_lufs > _ABSOLUTE_GATE_LUFS:
            place = int((self.momentary_lufs - _ABSOLUTE_GATE_LUFS) * _BINS_PER_LU)
            place = min(place, self._counts.size - 1)
            self._counts[place] += 1
            self._sums[place] += momentary
            self.integrated_lufs = self._integrated()

    def _integrated(self) -> float:
        """Gated twice; a histogram of tenths of a LU keeps a long show's memory constant."""
        mean = float(self._sums.sum() / self._counts.sum())
        gate_lufs = lufs_of(mean) + _RELATIVE_GATE_LU
        first = max(0, int((gate_lufs - _ABSOLUTE_GATE_LUFS) * _BINS_PER_LU))
        count = int(self._counts[first:].sum())
        return lufs_of(float(self._sums[first:].sum()) / count) if count else FLOOR_DB


def as_columns(strips: list[FloatSamples]) -> npt.NDArray[np.float32]:
    """Stereo blocks side by side: (480, 2 × number of strips)."""
    return np.concatenate(strips, axis=1)

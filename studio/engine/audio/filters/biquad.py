"""Second-order filters, a block at a time.

Coefficients: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter
coefficients". A chain of them is linear, so the samples of a piece and the history after it are
one matrix product of the piece and the history before it. The history is what went in and what
came out of every section (direct form I): it means the same whatever the coefficients are.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.engine.media import SAMPLE_RATE_HZ

PIECE = 96

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Biquad:
    """y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]."""

    b0: float = 1.0
    b1: float = 0.0
    b2: float = 0.0
    a1: float = 0.0
    a2: float = 0.0

    def response_db(self, frequency_hz: float) -> float:
        """How much louder a sine of that frequency comes out."""
        z = np.exp(-2j * math.pi * frequency_hz / SAMPLE_RATE_HZ)
        above = self.b0 + self.b1 * z + self.b2 * z * z
        return float(20 * np.log10(abs(above / (1 + self.a1 * z + self.a2 * z * z))))


def bell(frequency_hz: float, gain_db: float, q: float) -> Biquad:
    """Louder or softer around a frequency (peakingEQ of the cookbook)."""
    a, cosine, alpha = _terms(frequency_hz, gain_db, q)
    return _normal(
        (1 + alpha * a, -2 * cosine, 1 - alpha * a), (1 + alpha / a, -2 * cosine, 1 - alpha / a)
    )


def low_shelf(frequency_hz: float, gain_db: float) -> Biquad:
    """Louder or softer below a frequency, where half the decibels are reached (slope 1)."""
    return _shelf(frequency_hz, gain_db, 1)


def high_shelf(frequency_hz: float, gain_db: float) -> Biquad:
    """Louder or softer above a frequency, where half the decibels are reached (slope 1)."""
    return _shelf(frequency_hz, gain_db, -1)


def _shelf(frequency_hz: float, gain_db: float, side: int) -> Biquad:
    a, cosine, alpha = _terms(frequency_hz, gain_db, math.sqrt(0.5))
    c, root = side * cosine, 2 * math.sqrt(a) * alpha
    return _normal(
        (
            a * ((a + 1) - (a - 1) * c + root),
            side * 2 * a * ((a - 1) - (a + 1) * c),
            a * ((a + 1) - (a - 1) * c - root),
        ),
        (
            (a + 1) + (a - 1) * c + root,
            side * -2 * ((a - 1) + (a + 1) * c),
            (a + 1) + (a - 1) * c - root,
        ),
    )


def _terms(frequency_hz: float, gain_db: float, q: float) -> tuple[float, float, float]:
    turn = 2 * math.pi * frequency_hz / SAMPLE_RATE_HZ
    return 10 ** (gain_db / 40), math.cos(turn), math.sin(turn) / (2 * q)


def _normal(b: tuple[float, float, float], a: tuple[float, float, float]) -> Biquad:
    return Biquad(b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0])


def piece_matrix(sections: tuple[Biquad, ...]) -> Doubles:
    """[outputs; history after] = matrix @ [inputs; history before], for sections in series.

    The history has the newest two samples before the first section and after each of them.
    """
    step = _one_sample(sections)
    size = PIECE + step.shape[0]
    history = np.eye(step.shape[0], size, PIECE)
    matrix = np.empty((size, size))
    for row in range(PIECE):
        history = step[:, 1:] @ history
        history[:, row] += step[:, 0]
        matrix[row] = history[-2]
    matrix[PIECE:] = history
    return matrix


def _one_sample(sections: tuple[Biquad, ...]) -> Doubles:
    """History after = matrix @ [one input; history before]."""
    unit = np.eye(1 + history_size(len(sections)))
    passing, after = unit[0], [unit[0], unit[1]]
    for place, one in enumerate(sections):
        x1, x2, y1, y2 = unit[1 + 2 * place : 5 + 2 * place]
        passing = one.b0 * passing + one.b1 * x1 + one.b2 * x2 - one.a1 * y1 - one.a2 * y2
        after += [passing, y1]
    return np.stack(after)


def history_size(sections: int) -> int:
    """How many numbers a chain of so many sections remembers of each channel."""
    return 2 * (sections + 1)

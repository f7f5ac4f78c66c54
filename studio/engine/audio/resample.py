"""Resampling by a ratio very near one, which may change at any time: a polyphase sinc."""

import numpy as np
import numpy.typing as npt

from studio.engine.media import FloatSamples

_TAPS = 32
_PHASES = 256
_KAISER_BETA = 9.0
_CENTRE = _TAPS // 2 - 1

DELAY_SAMPLES = _TAPS - _CENTRE  # by how much the output lags behind the input

Table = npt.NDArray[np.float32]


def _sinc_table() -> Table:
    """Coefficients, shape (phases + 1, taps), each row of sum one."""
    places = np.arange(_TAPS)[None, :] - _CENTRE - np.arange(_PHASES + 1)[:, None] / _PHASES
    window = np.kaiser(2 * _TAPS * 64 + 1, _KAISER_BETA)
    at = np.clip((places / (_TAPS / 2) + 1) / 2 * (window.size - 1), 0, window.size - 1)
    table = np.sinc(places) * window[at.astype(int)]
    return np.asarray(table / table.sum(axis=1, keepdims=True), np.float32)


_TABLE = _sinc_table()


class DriftResampler:
    """Turns samples of a source into a few more or fewer, without a click when the ratio moves."""

    def __init__(self) -> None:
        self._history: FloatSamples = np.zeros((_TAPS, 2), np.float32)
        self._place = 0.0  # of the next output, in input samples after the history's centre

    def process(self, samples: FloatSamples, ratio: float) -> FloatSamples:
        """``ratio``: input samples per output sample (1.0001: the source runs 100 ppm fast)."""
        joined = np.concatenate([self._history, samples])
        if ratio == 1.0 and self._place == 0.0:  # nothing to correct yet: no more than a delay
            self._history = joined[-_TAPS:]
            return joined[_CENTRE : _CENTRE + samples.shape[0]]
        end = joined.shape[0] - _TAPS
        count = max(0, int(np.ceil((end - self._place) / ratio)))
        places = self._place + ratio * np.arange(count)
        self._place += ratio * count - end
        self._history = joined[-_TAPS:]
        if count == 0:
            return samples[:0]
        whole = places.astype(np.int64)
        fraction = (places - whole) * _PHASES
        phase = fraction.astype(np.int64)
        between = (fraction - phase).astype(np.float32)[:, None]
        weights = _TABLE[phase] * (1 - between) + _TABLE[phase + 1] * between
        taps = joined[whole[:, None] + np.arange(_TAPS)[None, :]]
        return np.asarray(np.einsum("nt,ntc->nc", weights, taps), np.float32)

"""How loud the steady noise is in each bin of a spectrum, found in the pauses of what is said.

Minimum statistics after R. Martin, "Noise Power Spectral Density Estimation Based on Optimal
Smoothing and Minimum Statistics", IEEE Trans. Speech and Audio Processing 9 (5), 2001, with one
fixed smoothing and one measured bias in place of his optimal ones. What lasts is taken for
noise only where its neighbours last too: a single steady tone is left as it is.
"""

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

_SMOOTH = 0.8
_PART_FRAMES = 20
_PARTS = 8  # 1.6 s: longer than a word
_BIAS = 2.1  # mean power of white noise over the least that its smoothed power falls to
_BAND_BINS = 16
_MOST_OVER_NEIGHBOURS = 4.0
_SILENT = 1e-9  # a source that gives nothing says nothing about its noise


class NoiseFloor:
    """Fed with a power spectrum every 10 ms; ``power`` is the noise in each bin."""

    def __init__(self, bins: int) -> None:
        self.power: Doubles = np.zeros(bins)
        self._smooth: Doubles | None = None
        self._least = np.full(bins, np.inf)
        self._parts: list[Doubles] = []
        self._frames = 0
        centres = np.arange(_BAND_BINS / 2, bins - bins % _BAND_BINS, _BAND_BINS)
        self._bands = (np.arange(bins), centres)

    def feed(self, power: Doubles) -> None:
        """The next spectrum. The first 0.2 s only listen."""
        if float(power.sum()) < _SILENT:
            return
        if self._smooth is None:
            self._smooth = power.copy()
        self._smooth += (1 - _SMOOTH) * (power - self._smooth)
        np.minimum(self._least, self._smooth, out=self._least)
        self._frames += 1
        if self._frames == _PART_FRAMES:
            self._parts = [*self._parts, self._least][-_PARTS:]
            self._least = np.full(power.size, np.inf)
            self._frames = 0
            self.power = self._among_neighbours(_BIAS * np.min(self._parts, axis=0))

    def _among_neighbours(self, power: Doubles) -> Doubles:
        bins, centres = self._bands
        bands = power[: centres.size * _BAND_BINS].reshape(-1, _BAND_BINS)
        usual = np.interp(bins, centres, np.median(bands, axis=1))
        return np.asarray(np.minimum(power, _MOST_OVER_NEIGHBOURS * usual))

"""How fast a source's clock runs against the media clock, and the ratio that corrects it."""

# A loop of 0.1 rad/s, critically damped: settled within a minute, deaf to a block's jitter.
_GAIN = 0.2
_INTEGRAL_GAIN = 0.01
_SMOOTH_S = 2.0
_MOST_RATIO = 0.003
_DEAD_ZONE_S = 0.00005


class DriftCorrector:
    """A slow control loop over how far a source's sound runs ahead of or behind its time stamps.

    Fed with one error a block; ``ratio`` is what the resampler takes, ``drift_ppm`` what
    the loop has learned (above zero: the source runs fast).
    """

    def __init__(self) -> None:
        self._smooth_s = 0.0
        self._learned = 0.0

    @property
    def ratio(self) -> float:
        """Input samples per output sample."""
        pull = -_GAIN * self._smooth_s if abs(self._smooth_s) > _DEAD_ZONE_S else 0.0
        wanted = self._learned + pull
        return 1.0 + max(-_MOST_RATIO, min(_MOST_RATIO, wanted))

    @property
    def drift_ppm(self) -> float:
        """The source's clock against the media clock."""
        return self._learned * 1e6

    def feed(self, behind_s: float, block_s: float) -> None:
        """``behind_s``: by how much a block's stamp is later than the place it would go to.

        Below zero: there are more samples than time has passed, so the source is fast.
        """
        share = min(1.0, block_s / _SMOOTH_S)
        self._smooth_s += share * (behind_s - self._smooth_s)
        self._learned -= _INTEGRAL_GAIN * self._smooth_s * block_s
        self._learned = max(-_MOST_RATIO, min(_MOST_RATIO, self._learned))

    def reset(self) -> None:
        """The sound jumped: forget the error, keep what was learned of the clock."""
        self._smooth_s = 0.0

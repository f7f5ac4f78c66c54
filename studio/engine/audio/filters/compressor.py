"""A compressor: makes what is loud less so, and all of it louder again.

Gain computer with a soft knee (eq. 4) and the smooth decoupled peak detector in the log domain
(eq. 17), as in D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor
Design: A Tutorial and Analysis", J. Audio Eng. Soc. 60 (6), 2012.
"""

from studio.core.sound_filters import Compressor
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.filters.envelope import LevelFollower, applied, share_of
from studio.engine.media import FloatSamples

_MAKEUP_SHARE = share_of(20.0)


def output_db(level_db: float, settings: Compressor) -> float:
    """The static curve, without make-up: the level that a steady sound comes out with."""
    over_db = level_db - settings.threshold_db
    slope = 1.0 / settings.ratio - 1.0
    if 2 * over_db <= -settings.knee_db:
        return level_db
    if 2 * over_db < settings.knee_db:
        return level_db + slope * (over_db + settings.knee_db / 2) ** 2 / (2 * settings.knee_db)
    return level_db + slope * over_db


class CompressorFilter(BlockFilter[Compressor]):
    """Both channels move together, so that nothing wanders from one side to the other."""

    def __init__(self, settings: Compressor) -> None:
        super().__init__(settings)
        self._follower = LevelFollower()
        self._held_db = 0.0
        self._smooth_db = 0.0
        self._makeup_db = settings.makeup_db
        self._gain = 10 ** (settings.makeup_db / 20)

    @property
    def reduction_db(self) -> float:
        """How much it turns down now, without make-up; 0 or below."""
        return -self._smooth_db

    def process(self, samples: FloatSamples, key: FloatSamples | None = None) -> FloatSamples:
        """480 samples in, 480 out."""
        settings = self.settings
        attack, release = share_of(settings.attack_ms), share_of(settings.release_ms)
        corners = [self._gain]
        for level_db in self._follower.levels_db(samples):
            wanted_db = level_db - output_db(level_db, settings)
            fallen_db = self._held_db + release * (wanted_db - self._held_db)
            self._held_db = max(wanted_db, fallen_db)
            self._smooth_db += attack * (self._held_db - self._smooth_db)
            self._makeup_db += _MAKEUP_SHARE * (settings.makeup_db - self._makeup_db)
            corners.append(10 ** ((self._makeup_db - self._smooth_db) / 20))
        self._gain = corners[-1]
        return applied(samples, corners)

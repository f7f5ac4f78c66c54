"""The limiter of a strip: the master's look-ahead limiter with a ceiling that can be moved."""

from studio.core.sound_filters import PeakLimiter
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.limiter import Limiter
from studio.engine.media import FloatSamples

_MOST_STEP_DB = 0.5  # a block


class LimiterFilter(BlockFilter[PeakLimiter]):
    """Nothing is louder than the ceiling; a new ceiling is reached by half a decibel a block."""

    def __init__(self, settings: PeakLimiter) -> None:
        super().__init__(settings)
        self._ceiling_db = settings.ceiling_db
        self._limiter = Limiter(settings.ceiling_db, settings.release_ms)
        self.latency_samples = self._limiter.delay_samples

    def process(self, samples: FloatSamples, key: FloatSamples | None = None) -> FloatSamples:
        """480 samples in, 480 out, 240 samples late."""
        away_db = self.settings.ceiling_db - self._ceiling_db
        if away_db:
            self._ceiling_db += max(-_MOST_STEP_DB, min(_MOST_STEP_DB, away_db))
        self._limiter.change(self._ceiling_db, self.settings.release_ms)
        return self._limiter.process(samples)

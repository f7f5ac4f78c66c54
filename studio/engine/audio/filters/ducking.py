"""Ducking: the music goes down while the voice speaks, and comes back after it."""

from studio.core.sound_filters import Ducking
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.filters.envelope import STEP_MS, STEPS, LevelFollower, applied, share_of
from studio.engine.audio.levels import FLOOR_DB
from studio.engine.media import FloatSamples

_HOLD_MS = 200.0  # the music does not come up between two words
_NEAR_DB = 0.01


class DuckingFilter(BlockFilter[Ducking]):
    """Turns down by an amount while another strip is louder than the threshold."""

    def __init__(self, settings: Ducking) -> None:
        super().__init__(settings)
        self._follower = LevelFollower()
        self._held_ms = 0.0
        self._down_db = 0.0

    def process(self, samples: FloatSamples, key: FloatSamples | None) -> FloatSamples:
        """480 samples in, 480 out; without a key the strip is as loud as ever."""
        settings = self.settings
        if key is None and self._down_db == 0.0:
            return samples
        attack, release = share_of(settings.attack_ms), share_of(settings.release_ms)
        corners = [10 ** (-self._down_db / 20)]
        levels_db = [FLOOR_DB] * STEPS if key is None else self._follower.levels_db(key)
        for level_db in levels_db:
            if level_db >= settings.threshold_db:
                self._held_ms = _HOLD_MS
            wanted_db = settings.amount_db if self._held_ms > 0 else 0.0
            self._held_ms = max(0.0, self._held_ms - STEP_MS)
            share = attack if wanted_db > self._down_db else release
            self._down_db += share * (wanted_db - self._down_db)
            if abs(wanted_db - self._down_db) < _NEAR_DB:
                self._down_db = wanted_db
            corners.append(10 ** (-self._down_db / 20))
        return applied(samples, corners)

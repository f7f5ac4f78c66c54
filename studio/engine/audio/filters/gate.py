"""A noise gate: silence while nobody speaks, with two thresholds so that it does not flutter."""

from studio.core.sound_filters import NoiseGate
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.filters.envelope import STEP_MS, LevelFollower, applied, share_of
from studio.engine.media import FloatSamples

_SHUT = 1e-4


class GateFilter(BlockFilter[NoiseGate]):
    """Opens above one level, closes some time after the sound has fallen below the other."""

    def __init__(self, settings: NoiseGate) -> None:
        super().__init__(settings)
        self._follower = LevelFollower()
        self._held_ms = 0.0
        self._is_open = False
        self._gain = 0.0

    def process(self, samples: FloatSamples, key: FloatSamples | None = None) -> FloatSamples:
        """480 samples in, 480 out."""
        settings = self.settings
        close_db = min(settings.open_db, settings.close_db)
        attack, release = share_of(settings.attack_ms), share_of(settings.release_ms)
        corners = [self._gain]
        for level_db in self._follower.levels_db(samples):
            if level_db >= settings.open_db or (self._is_open and level_db >= close_db):
                self._is_open, self._held_ms = True, settings.hold_ms
            elif self._held_ms > 0:
                self._held_ms -= STEP_MS
            else:
                self._is_open = False
            corners.append(self._next(corners[-1], attack, release))
        self._gain = corners[-1]
        return applied(samples, corners)

    def _next(self, gain: float, attack: float, release: float) -> float:
        if self._is_open:
            gain += attack * (1.0 - gain)
            return 1.0 if gain > 1.0 - _SHUT else gain
        gain -= release * gain
        return 0.0 if gain < _SHUT else gain

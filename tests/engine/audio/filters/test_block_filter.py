from studio.core.sound_filters import NoiseGate
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.media import FloatSamples
from tests.support.sound import steady


class Halver(BlockFilter[NoiseGate]):
    """The simplest filter."""

    def process(self, samples: FloatSamples, key: FloatSamples | None) -> FloatSamples:
        """Half as loud."""
        return samples * 0.5


def test_settings_can_be_changed_and_nothing_is_late_by_itself() -> None:
    halver = Halver(NoiseGate())
    halver.change(NoiseGate(open_db=-20.0))
    assert halver.settings.open_db == -20.0
    assert halver.latency_samples == 0
    assert halver.process(steady(0.5), None)[0, 0] == 0.25

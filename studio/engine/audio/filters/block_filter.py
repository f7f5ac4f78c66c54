"""What every filter of a strip is to the chain that runs it."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from studio.core.filter_settings import FilterSettings
from studio.engine.media import FloatSamples

SettingsT = TypeVar("SettingsT", bound=FilterSettings)


class BlockFilter(ABC, Generic[SettingsT]):
    """One filter with its state; used by the mixer's thread alone."""

    latency_samples = 0  # by how much the output lags

    def __init__(self, settings: SettingsT) -> None:
        self.settings = settings

    def change(self, settings: SettingsT) -> None:
        """Other settings from the next block on; the sound goes over to them without a click."""
        self.settings = settings

    @abstractmethod
    def process(self, samples: FloatSamples, key: FloatSamples | None) -> FloatSamples:
        """480 samples in, 480 out. ``key``: the voice of a filter that listens to one."""

"""The filters of one strip in their order: put in, taken out, switched and moved without a click.

A filter that comes is first run in silence until its memory is filled, then faded in over one
block of 10 ms; one that goes is faded out. One that keeps its kind and place among the others
keeps its memory.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.core import sound_filters as sf
from studio.core.filter_settings import FilterSettings
from studio.engine.audio.filters.block_filter import BlockFilter
from studio.engine.audio.filters.compressor import CompressorFilter
from studio.engine.audio.filters.ducking import DuckingFilter
from studio.engine.audio.filters.equaliser import EqualiserFilter
from studio.engine.audio.filters.gate import GateFilter
from studio.engine.audio.filters.limiter import LimiterFilter
from studio.engine.audio.filters.noise_suppression import NoiseSuppressionFilter
from studio.engine.media import BLOCK_SAMPLES, FloatSamples

_RISE = (np.arange(1, BLOCK_SAMPLES + 1, dtype=np.float32) / BLOCK_SAMPLES)[:, None]
_WARM_BLOCKS = 2
_MAKE: dict[type[FilterSettings], Callable[[Any], BlockFilter[Any]]] = {
    sf.NoiseGate: GateFilter,
    sf.Compressor: CompressorFilter,
    sf.Equaliser: EqualiserFilter,
    sf.PeakLimiter: LimiterFilter,
    sf.NoiseSuppression: NoiseSuppressionFilter,
    sf.Ducking: DuckingFilter,
}


@dataclass(slots=True)
class _Slot:
    settings: sf.SoundFilter
    filter: BlockFilter[Any] | None = None
    is_heard: bool = False
    is_leaving: bool = False
    blocks: int = 0

    def process(self, samples: FloatSamples, key: FloatSamples | None) -> FloatSamples:
        is_wanted = self.settings.is_enabled and not self.is_leaving
        if not is_wanted and not self.is_heard:
            self.filter = None
            return samples
        if self.filter is None:
            self.filter, self.blocks = _MAKE[type(self.settings)](self.settings), 0
        if self.filter.settings != self.settings:
            self.filter.change(self.settings)
        out = self.filter.process(samples, key)
        self.blocks += 1
        was_heard, self.is_heard = self.is_heard, is_wanted and self.blocks > _WARM_BLOCKS
        if was_heard and self.is_heard:
            return out
        if was_heard or self.is_heard:
            share = _RISE if self.is_heard else 1 - _RISE
            return np.asarray(samples + (out - samples) * share, np.float32)
        return samples


class FilterChain:
    """Used by the mixer's thread alone."""

    def __init__(self) -> None:
        self._wanted: tuple[sf.SoundFilter, ...] = ()
        self._slots: list[_Slot] = []

    @property
    def latency_samples(self) -> int:
        """By how much what is heard lags now."""
        filters = [slot.filter for slot in self._slots if slot.is_heard]
        return sum(one.latency_samples for one in filters if one is not None)

    def process(
        self,
        samples: FloatSamples,
        wanted: tuple[sf.SoundFilter, ...],
        keys: Mapping[str, FloatSamples],
    ) -> FloatSamples:
        """480 samples through the filters that are wanted now. ``keys``: strips by their source."""
        if wanted is not self._wanted:
            self._follow(wanted)
        if not self._slots:
            return samples
        samples = _finite(samples)
        out = samples
        for slot in self._slots:
            out = slot.process(out, _key_of(slot.settings, keys))
        if any(slot.is_leaving for slot in self._slots):
            self._slots = [one for one in self._slots if one.is_heard or not one.is_leaving]
        if np.isfinite(out).all():
            return out
        self._slots = [_Slot(one) for one in wanted]  # nothing that is no number stays in a memory
        return samples

    def _follow(self, wanted: tuple[sf.SoundFilter, ...]) -> None:
        """Keep what is the same at both ends; between them all go and all come."""
        self._wanted = wanted
        stay = [slot for slot in self._slots if not slot.is_leaving]
        front = _same(stay, wanted)
        back = min(_same(stay[::-1], wanted[::-1]), min(len(stay), len(wanted)) - front)
        ends = len(stay) - back
        for slot in stay[front:ends]:
            slot.is_leaving = True
        fresh = [_Slot(one) for one in wanted[front : len(wanted) - back]]
        for slot, settings in zip(stay[:front], wanted[:front], strict=True):
            slot.settings = settings
        for slot, settings in zip(stay[ends:], wanted[len(wanted) - back :], strict=True):
            slot.settings = settings
        place = self._slots.index(stay[ends]) if ends < len(stay) else len(self._slots)
        self._slots[place:place] = fresh


def _same(slots: list[_Slot], wanted: tuple[sf.SoundFilter, ...]) -> int:
    """How many of the first ones are of the same kinds."""
    count = 0
    for slot, settings in zip(slots, wanted, strict=False):
        if type(slot.settings) is not type(settings):
            break
        count += 1
    return count


def _finite(samples: FloatSamples) -> FloatSamples:
    if np.isfinite(samples).all():
        return samples
    return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)


def _key_of(settings: sf.SoundFilter, keys: Mapping[str, FloatSamples]) -> FloatSamples | None:
    return keys.get(settings.key_source_id) if isinstance(settings, sf.Ducking) else None

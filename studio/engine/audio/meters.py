"""Levels of all strips and the master: peak and RMS since last read, loudness over its windows."""

import threading
from dataclasses import dataclass, field

import numpy as np

from studio.core.status import Meter
from studio.engine.audio.levels import db_of
from studio.engine.audio.loudness import KWeighting, Loudness
from studio.engine.media import FloatSamples

MASTER = "master"


@dataclass(slots=True)
class _Levels:
    peak: float = 0.0
    square: float = 0.0
    blocks: int = 0
    rms: float = 0.0
    loudness: Loudness = field(default_factory=Loudness)


class MeterBank:
    """Fed by the mixer, read by the reporter."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._levels: dict[str, _Levels] = {}
        self._names: list[str] = []
        self._filters = KWeighting(0)

    def feed(self, names: list[str], parts: list[FloatSamples]) -> None:
        """One block of each signal, (480, 2), in the order of the names."""
        columns = np.concatenate(parts, axis=1)
        if names != self._names:
            self._follow(names, columns.shape[1])
        energy = self._filters.energy(columns)
        peaks = np.abs(columns).max(axis=0)
        squares = np.mean(np.square(columns), axis=0)
        with self._lock:
            for place, name in enumerate(names):
                level = self._levels[name]
                both = slice(2 * place, 2 * place + 2)
                level.peak = max(level.peak, float(peaks[both].max()))
                level.square += float(squares[both].mean())
                level.blocks += 1
                level.loudness.feed(float(energy[both].sum()))

    def read(self) -> tuple[Meter, ...]:
        """What was heard since the last read."""
        with self._lock:
            return tuple(_meter(name, self._levels[name]) for name in self._names)

    def begin(self) -> None:
        """Integrated loudness counts from now on."""
        with self._lock:
            for level in self._levels.values():
                level.loudness.begin()

    def _follow(self, names: list[str], channels: int) -> None:
        with self._lock:
            self._levels = {name: self._levels.get(name) or _Levels() for name in names}
            self._names = list(names)
        self._filters = KWeighting(channels)


def _meter(name: str, level: _Levels) -> Meter:
    if level.blocks:
        level.rms = (level.square / level.blocks) ** 0.5
    peak, level.peak, level.square, level.blocks = level.peak, 0.0, 0.0, 0
    loudness = level.loudness
    return Meter(
        name,
        round(db_of(peak), 1),
        round(db_of(level.rms), 1),
        round(loudness.momentary_lufs, 1),
        round(loudness.short_term_lufs, 1),
        round(loudness.integrated_lufs, 1),
    )

"""Filters of a mixer's strip: what each is set to, tagged for files and messages."""

from typing import Annotated

import msgspec

from studio.core.filter_settings import MOST_FILTERS, FilterSettings

Level = Annotated[float, msgspec.Meta(ge=-80.0, le=0.0)]
Change = Annotated[float, msgspec.Meta(ge=-24.0, le=24.0)]
Short = Annotated[float, msgspec.Meta(ge=0.5, le=500.0)]
Long = Annotated[float, msgspec.Meta(ge=5.0, le=3000.0)]
KeyId = Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9][a-z0-9_-]{0,63})?\Z")]


class SoundFilterSettings(FilterSettings, frozen=True):
    """Base of all filters of sound; never used by itself."""


class NoiseGate(SoundFilterSettings, frozen=True, tag="gate"):
    """Silence below ``close_db``; sound again above ``open_db``. A lower ``open_db`` is both."""

    open_db: Level = -40.0
    close_db: Level = -46.0
    attack_ms: Short = 3.0
    hold_ms: Long = 150.0
    release_ms: Long = 120.0


class Compressor(SoundFilterSettings, frozen=True, tag="compressor"):
    """What is louder than the threshold rises by 1 / ``ratio`` of what it did."""

    threshold_db: Level = -22.0
    ratio: Annotated[float, msgspec.Meta(ge=1.0, le=20.0)] = 3.0
    attack_ms: Short = 8.0
    release_ms: Long = 160.0
    makeup_db: Annotated[float, msgspec.Meta(ge=0.0, le=24.0)] = 4.0
    knee_db: Annotated[float, msgspec.Meta(ge=0.0, le=24.0)] = 6.0


class Equaliser(SoundFilterSettings, frozen=True, tag="equaliser"):
    """A low shelf, a bell in the middle (Q 1) and a high shelf."""

    low_db: Change = 0.0
    low_hz: Annotated[float, msgspec.Meta(ge=30.0, le=1000.0)] = 120.0
    mid_db: Change = 0.0
    mid_hz: Annotated[float, msgspec.Meta(ge=100.0, le=10_000.0)] = 1000.0
    high_db: Change = 0.0
    high_hz: Annotated[float, msgspec.Meta(ge=1000.0, le=18_000.0)] = 8000.0


class PeakLimiter(SoundFilterSettings, frozen=True, tag="limiter"):
    """Nothing is louder than the ceiling; the sound is 5 ms late."""

    ceiling_db: Annotated[float, msgspec.Meta(ge=-30.0, le=0.0)] = -3.0
    release_ms: Long = 120.0


class NoiseSuppression(SoundFilterSettings, frozen=True, tag="noise_suppression"):
    """Steady noise is turned down by up to ``amount_db``; the sound is 10 ms late."""

    amount_db: Annotated[float, msgspec.Meta(ge=0.0, le=40.0)] = 18.0


class Ducking(SoundFilterSettings, frozen=True, tag="ducking"):
    """This strip is turned down while another, the voice, is louder than the threshold.

    The voice is heard as the programme hears it: after its own filters, gain and mute.
    An empty ``key_source_id``: no voice is chosen yet.
    """

    key_source_id: KeyId = ""
    amount_db: Annotated[float, msgspec.Meta(ge=0.0, le=40.0)] = 14.0
    threshold_db: Level = -38.0
    attack_ms: Short = 60.0
    release_ms: Long = 600.0


SoundFilter = NoiseGate | Compressor | Equaliser | PeakLimiter | NoiseSuppression | Ducking
Filters = Annotated[tuple[SoundFilter, ...], msgspec.Meta(max_length=MOST_FILTERS)]
KINDS: tuple[type[SoundFilter], ...] = (
    NoiseGate,
    NoiseSuppression,
    Equaliser,
    Compressor,
    PeakLimiter,
    Ducking,
)

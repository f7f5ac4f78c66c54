"""Sets of filters for what people do most: a clear voice, a quiet room, music under a voice."""

from studio.core.ducking import possible_keys
from studio.core.scene import Show
from studio.core.sound_filters import (
    Compressor,
    Ducking,
    Equaliser,
    NoiseGate,
    NoiseSuppression,
    PeakLimiter,
    SoundFilter,
)
from studio.core.sources import MicrophoneSettings

PRESETS = ("clear_voice", "quiet_room", "music_under_voice")


def preset(name: str, show: Show, source_id: str) -> tuple[SoundFilter, ...]:
    """The filters of that preset for a strip; KeyError for a name that is not in `PRESETS`."""
    return {
        "clear_voice": (
            NoiseGate(open_db=-45.0, close_db=-52.0, hold_ms=250.0, release_ms=200.0),
            Equaliser(low_db=-4.0, low_hz=110.0, mid_db=2.0, mid_hz=3000.0, high_db=2.0),
            Compressor(),
            PeakLimiter(),
        ),
        "quiet_room": (NoiseSuppression(),),
        "music_under_voice": (Ducking(key_source_id=likely_voice(show, source_id)),),
    }[name]


def likely_voice(show: Show, source_id: str) -> str:
    """The first microphone that this strip can listen to, or else the first source; or nobody."""
    keys = possible_keys(show.strips, source_id)
    spoken = {one.id for one in show.sources if isinstance(one.settings, MicrophoneSettings)}
    return next((key for key in keys if key in spoken), keys[0] if keys else "")

"""Names and drawings of the kinds of sources."""

import msgspec

from studio.core import sources as kinds

KINDS: dict[str, type[kinds.SourceSettings]] = {
    "screen": kinds.ScreenSettings,
    "window": kinds.WindowSettings,
    "camera": kinds.CameraSettings,
    "guest": kinds.GuestSettings,
    "media": kinds.MediaSettings,
    "image": kinds.ImageSettings,
    "text": kinds.TextSettings,
    "card": kinds.CardSettings,
    "colour": kinds.ColourSettings,
    "pattern": kinds.PatternSettings,
    "microphone": kinds.MicrophoneSettings,
    "system_sound": kinds.SystemSoundSettings,
    "tone": kinds.ToneSettings,
}
_NAME_OF = {settings: name for name, settings in KINDS.items()}
WITH_DEVICE = frozenset({"screen", "window", "camera", "microphone", "system_sound"})
WITH_FILE = frozenset({"media", "image"})


def kind_of(settings: kinds.SourceSettings) -> str:
    """The name of a source's kind; also the name of its drawing."""
    return _NAME_OF[type(settings)]


def settings_with(settings: kinds.AnySourceSettings, **fields: object) -> kinds.AnySourceSettings:
    """The settings with some fields changed, checked as if they had come in a message.

    Raises msgspec.ValidationError when a value is out of its bounds.
    """
    changed = msgspec.structs.replace(settings, **fields)
    return msgspec.convert(msgspec.to_builtins(changed), type(settings))

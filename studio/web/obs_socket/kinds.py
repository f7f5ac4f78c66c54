"""Our kinds of sources by the names that OBS has for them, and the settings clients read."""

from typing import Any

import msgspec

from studio.core import sources
from studio.core.sources import AnySourceSettings
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields

_KINDS: dict[type[Any], str] = {
    sources.ScreenSettings: "monitor_capture",
    sources.WindowSettings: "window_capture",
    sources.CameraSettings: "v4l2_input",
    sources.MediaSettings: "ffmpeg_source",
    sources.ImageSettings: "image_source",
    sources.TextSettings: "text_ft2_source_v2",
    sources.ColourSettings: "color_source_v3",
    sources.MicrophoneSettings: "pulse_input_capture",
    sources.SystemSoundSettings: "pulse_output_capture",
}
KINDS = tuple(sorted(_KINDS.values()))


def kind_of(settings: AnySourceSettings) -> str:
    """As OBS calls it; what OBS does not have is called by our own name."""
    known = _KINDS.get(type(settings))
    return known or f"hawker_{type(settings).__struct_config__.tag}"


def unversioned(kind: str) -> str:
    """Without the version at its end."""
    name, _, version = kind.rpartition("_v")
    return name if name and version.isdigit() else kind


def settings_of(settings: AnySourceSettings) -> dict[str, Any]:
    """What clients of OBS look for; nothing of devices."""
    if isinstance(settings, sources.TextSettings):
        font = {"face": settings.family or "Sans", "size": settings.size_px, "style": ""}
        return {"text": settings.text, "font": font}
    if isinstance(settings, sources.MediaSettings):
        return {"local_file": settings.path, "is_local_file": True, "looping": settings.is_looped}
    if isinstance(settings, sources.ImageSettings):
        return {"file": settings.path}
    if isinstance(settings, sources.ColourSettings):
        return {"color": _abgr(settings.colour)}
    return {}


def changed(settings: AnySourceSettings, wanted: Fields) -> AnySourceSettings:
    """The settings with what a client sets. Raises Refusal."""
    replace = msgspec.structs.replace
    if isinstance(settings, sources.TextSettings):
        text = wanted.raw("text")
        if not isinstance(text, str) or len(text) > 5000:
            raise Refusal(Code.INVALID_FIELD, "`text` must be a string of at most 5000 characters.")
        return replace(settings, text=text)
    if isinstance(settings, sources.ColourSettings):
        return replace(settings, colour=_colour(int(wanted.number("color", 0, 0xFFFFFFFF))))
    # Files stay the owner's choice: who reaches this socket must not read any file into a show.
    raise Refusal(Code.NOT_CONFIGURABLE, "This input is set up in the studio's window.")


def _abgr(colour: str) -> int:
    digits = colour.lstrip("#")
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    alpha = int(digits[6:8], 16) if len(digits) == 8 else 255
    return alpha << 24 | blue << 16 | green << 8 | red


def _colour(abgr: int) -> str:
    red, green, blue = abgr & 255, abgr >> 8 & 255, abgr >> 16 & 255
    alpha = abgr >> 24 & 255
    opaque = f"#{red:02x}{green:02x}{blue:02x}"
    return opaque if alpha in (0, 255) else f"{opaque}{alpha:02x}"

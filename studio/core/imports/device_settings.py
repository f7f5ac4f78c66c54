"""Screens, windows, cameras and sound devices that another studio captures, in our settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.core.imports.reading import Table, flag, number, words
from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    MicrophoneSettings,
    ScreenSettings,
    SystemSoundSettings,
    WindowSettings,
)

_ESCAPES = (("#22", "#"), ("#3A", ":"))
_ANY_DEVICE = ("", "default")
_WINDOW, _PROGRAM = 1, 2


@dataclass(frozen=True, slots=True)
class Captured:
    """Settings of ours, the size if the file says it, and what has to be chosen again."""

    settings: AnySourceSettings | None
    size_px: tuple[int, int] | None = None
    losses: tuple[str, ...] = ()


def _shows_cursor(settings: Table) -> bool:
    for key in ("capture_cursor", "show_cursor", "cursor", "ShowCursor"):
        if key in settings:
            return flag(settings[key], True)
    return True


def _screen(settings: Table) -> Captured:
    chosen = settings.get("monitor", settings.get("screen", settings.get("display", 0)))
    by_name = words(settings.get("monitor_id") or settings.get("display_uuid"), 200)
    is_first = number(chosen) == 0 and by_name in ("", "DUMMY")
    losses = () if is_first else ("which screen it shows must be chosen again",)
    return Captured(ScreenSettings(shows_cursor=_shows_cursor(settings)), losses=losses)


def _screen_or_window(settings: Table) -> Captured:
    """The one source of macOS, or of Streamlabs, that is any of them."""
    chosen = words(settings.get("capture_source_list"), 500)
    if chosen.startswith("game") or number(settings.get("type")) == _PROGRAM:
        return Captured(None, losses=("a capture of one game or program is not carried",))
    if chosen.startswith("window"):
        return _window({**settings, "window": settings.get("capture_window_line")})
    if number(settings.get("type")) == _WINDOW:
        return _window(settings)
    return _screen({"monitor": 0, "show_cursor": _shows_cursor(settings)})


def _window(settings: Table) -> Captured:
    title = _unescaped(words(settings.get("window"), 800).split(":")[0])
    x11 = words(settings.get("capture_window"), 800).replace("\r", "").split("\n")
    if not title and len(x11) > 1:
        title = x11[1]
    title = (title or words(settings.get("window_name"), 200))[:200]
    losses = () if title else ("which window it shows must be chosen again",)
    return Captured(
        WindowSettings(title=title, shows_cursor=_shows_cursor(settings)), losses=losses
    )


def _camera(settings: Table) -> Captured:
    losses: tuple[str, ...] = ()
    name = words(settings.get("device_id"), 200)
    if not name.startswith("/dev/video"):
        name = _unescaped(words(settings.get("video_device_id"), 800).split(":")[0])[:200]
    if not name:
        name = words(settings.get("device_name"), 200)
    if not name:
        losses = ("which camera it shows must be chosen again",)
    width_px, height_px = _resolution(settings)
    size = (width_px, height_px) if width_px and height_px else None
    wide, high = size or (0, 0)
    return Captured(CameraSettings(name, width_px=wide, height_px=high), size, losses)


def _resolution(settings: Table) -> tuple[int, int]:
    """From "1280x720", or a number with the width in its upper half; 0 when neither."""
    value = settings.get("resolution")
    wide, high = 0, 0
    if isinstance(value, str):
        left, _, right = value[:20].partition("x")
        if left.isascii() and left.isdigit() and right.isascii() and right.isdigit():
            wide, high = int(left), int(right)
    else:
        packed = int(number(value, 0))
        wide, high = (packed >> 16, packed & 0xFFFF) if packed > 0 else (0, 0)
    return (wide, high) if 0 < wide <= 7680 and 0 < high <= 4320 else (0, 0)


def _microphone(settings: Table) -> Captured:
    device_id, losses = _sound_device(settings)
    return Captured(MicrophoneSettings(device_id), losses=losses)


def _system_sound(settings: Table) -> Captured:
    device_id, losses = _sound_device(settings)
    return Captured(SystemSoundSettings(device_id), losses=losses)


def _sound_device(settings: Table) -> tuple[str, tuple[str, ...]]:
    """PulseAudio's names hold here too; those of other systems are not ours."""
    device_id = words(settings.get("device_id"), 200)
    if device_id in _ANY_DEVICE:
        return "", ()
    if device_id.startswith(("alsa_", "bluez_")):
        return device_id, ()
    return "", ("which sound device it is must be chosen again; the default one is taken",)


def _unescaped(text: str) -> str:
    for written, meant in reversed(_ESCAPES):
        text = text.replace(written, meant)
    return text


CAPTURES: Mapping[str, Callable[[Table], Captured]] = MappingProxyType(
    {
        "monitor_capture": _screen,
        "display_capture": _screen,
        "xshm_input": _screen,
        "pipewire-desktop-capture-source": _screen,
        "pipewire-screen-capture-source": _screen,
        "screen_capture": _screen_or_window,
        "window_capture": _window,
        "xcomposite_input": _window,
        "pipewire-window-capture-source": _window,
        "dshow_input": _camera,
        "av_capture_input": _camera,
        "macos-avcapture": _camera,
        "v4l2_input": _camera,
        "wasapi_input_capture": _microphone,
        "pulse_input_capture": _microphone,
        "alsa_input_capture": _microphone,
        "coreaudio_input_capture": _microphone,
        "wasapi_output_capture": _system_sound,
        "pulse_output_capture": _system_sound,
        "coreaudio_output_capture": _system_sound,
    }
)

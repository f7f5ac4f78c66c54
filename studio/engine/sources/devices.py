"""Every device that can be a source, with names that a person knows."""

import os
import sys
from collections.abc import Callable

from studio.core.errors import BadInputError, StudioError
from studio.core.messages.results import Devices
from studio.core.status import DeviceInfo
from studio.engine.audio.sound_output import list_sound_outputs
from studio.engine.sources.camera import list_v4l2_cameras
from studio.engine.sources.screen_other import WAYLAND_SENTENCE, is_wayland
from studio.engine.sources.sound_device import list_sound_devices
from studio.engine.sources.x11 import X11Display


def list_devices(kind: str = "") -> Devices:
    """Devices of one kind, or of all; a kind that cannot be listed adds a sentence instead."""
    if kind and kind not in _LISTS:
        raise BadInputError(f"there is no such kind; known are {', '.join(_LISTS)}", kind)
    devices: list[DeviceInfo] = []
    notes: list[str] = []
    for name in [kind] if kind else _LISTS:
        try:
            devices += _LISTS[name]()
        except StudioError as error:
            notes.append(error.what)
    return Devices(tuple(devices), tuple(dict.fromkeys(notes)))


def _screens() -> list[DeviceInfo]:
    if sys.platform == "win32":
        return [DeviceInfo("", "Whole desktop", "screen")]
    if sys.platform == "darwin":
        return [DeviceInfo(str(place), f"Screen {place + 1}", "screen") for place in range(2)]
    with _display() as display:
        areas = display.areas()
    return [
        DeviceInfo(
            area.name,
            "Whole screen" if area.name == "whole" else f"Monitor {area.name}",
            "screen",
            area.width_px,
            area.height_px,
        )
        for area in areas
    ]


def _windows() -> list[DeviceInfo]:
    if sys.platform in ("win32", "darwin"):
        return []
    with _display() as display:
        windows = display.windows()
    return [
        DeviceInfo(one.id, one.title, "window", one.width_px, one.height_px)
        for one in reversed(windows)
    ]


def _display() -> X11Display:
    if is_wayland():
        raise BadInputError(WAYLAND_SENTENCE, "screen")
    name = os.environ.get("DISPLAY", "")
    if not name:
        raise BadInputError("there is no screen on this computer to capture", "screen")
    return X11Display(name)


def _cameras() -> list[DeviceInfo]:
    if sys.platform in ("win32", "darwin"):
        return [DeviceInfo("", "Default camera", "camera")]
    return list_v4l2_cameras()


def _microphones() -> list[DeviceInfo]:
    return list_sound_devices("microphone")


def _system_sounds() -> list[DeviceInfo]:
    return list_sound_devices("system_sound")


_LISTS: dict[str, Callable[[], list[DeviceInfo]]] = {
    "screen": _screens,
    "window": _windows,
    "camera": _cameras,
    "microphone": _microphones,
    "system_sound": _system_sounds,
    "monitor": list_sound_outputs,
}

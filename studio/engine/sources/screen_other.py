"""Screens and windows on Windows and macOS, and the honest word on Wayland.

Written from FFmpeg's device documentation (gdigrab, avfoundation); untested on those systems.
"""

import os
import sys

from studio.core.errors import BadInputError
from studio.core.sources import ScreenSettings, WindowSettings
from studio.engine.media import MediaClock
from studio.engine.sources.base import Reading, SourceDriver
from studio.engine.sources.captured import CapturedDriver

WAYLAND_SENTENCE = (
    "this desktop runs on Wayland, where the screen cannot be captured yet; "
    "log in with an X11 session, or use a camera or a media file"
)


def is_wayland() -> bool:
    """Whether the session is Wayland without an X server to ask."""
    return bool(os.environ.get("WAYLAND_DISPLAY")) and not os.environ.get("DISPLAY")


def device_of(settings: ScreenSettings | WindowSettings, platform: str) -> tuple[str, str]:
    """FFmpeg's device format and name for these settings on that platform."""
    if platform == "win32":
        if isinstance(settings, WindowSettings):
            if not settings.title:
                raise BadInputError("no window is chosen", "window")
            return "gdigrab", f"title={settings.title}"
        return "gdigrab", "desktop"
    if isinstance(settings, WindowSettings):
        raise BadInputError(
            "single windows cannot be captured on macOS yet; use a screen", "window"
        )
    return "avfoundation", f"Capture screen {settings.display_id or '0'}:none"


class OtherScreenDriver(CapturedDriver):
    """gdigrab on Windows, avfoundation on macOS."""

    def __init__(self, settings: ScreenSettings | WindowSettings, clock: MediaClock) -> None:
        super().__init__(clock, "the screen")
        self._settings = settings

    def open(self) -> None:
        """Begin to grab."""
        device_format, name = device_of(self._settings, sys.platform)
        cursor = "draw_mouse" if device_format == "gdigrab" else "capture_cursor"
        options = {
            "framerate": str(self._settings.rate_hz),
            cursor: str(int(self._settings.shows_cursor)),
        }
        self.open_device(device_format, name, options)


class UnavailableScreenDriver(SourceDriver):
    """Says why there is no picture of the screen."""

    def __init__(self, clock: MediaClock) -> None:
        super().__init__(clock)

    def open(self) -> None:
        """Always refused, with the sentence for a person."""
        raise BadInputError(WAYLAND_SENTENCE, "screen")

    def read(self) -> Reading:
        """Never reached."""
        return Reading()

    def close(self) -> None:
        """Nothing is held."""

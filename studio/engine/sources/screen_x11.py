"""A screen or a window on X11, by FFmpeg's x11grab with shared memory."""

import os

from studio.core.errors import NotFoundError, UnavailableError
from studio.core.sources import ScreenSettings, WindowSettings
from studio.engine.media import MediaClock
from studio.engine.sources.captured import CapturedDriver
from studio.engine.sources.x11 import X11Display, X11Window

_WHOLE = "whole"


class ScreenX11Driver(CapturedDriver):
    """``display_id``: "whole", a monitor's name, or empty. A moved window is followed."""

    def __init__(self, settings: ScreenSettings | WindowSettings, clock: MediaClock) -> None:
        is_window = isinstance(settings, WindowSettings)
        super().__init__(clock, "the window" if is_window else "the screen")
        self._settings = settings

    def open(self) -> None:
        """Find it and begin to grab."""
        settings = self._settings
        name = os.environ.get("DISPLAY", "")
        if not name:
            raise UnavailableError("there is no screen here (DISPLAY is not set)", "screen")
        options = {
            "framerate": str(settings.rate_hz),
            "draw_mouse": str(int(settings.shows_cursor)),
        }
        with X11Display(name) as display:
            if isinstance(settings, WindowSettings):
                window = find_window(display.windows(), settings)
                options["window_id"] = str(int(window.id, 16))
                self.open_device("x11grab", name, options)
                return
            area = display.area(settings.display_id if settings.display_id != _WHOLE else "")
        options["video_size"] = f"{area.width_px}x{area.height_px}"
        self.open_device("x11grab", f"{name}+{area.left_px},{area.top_px}", options)


def find_window(windows: list[X11Window], settings: WindowSettings) -> X11Window:
    """The chosen window by id, or after a restart of its program by its title."""
    for window in windows:
        if window.id == settings.window_id and settings.title in ("", window.title):
            return window
    for window in windows:
        if settings.title and window.title == settings.title:
            return window
    for window in windows:
        if window.id == settings.window_id:
            return window
    wanted = settings.title or settings.window_id or "no window is chosen"
    raise NotFoundError("the window is closed or hidden; open it again", wanted)

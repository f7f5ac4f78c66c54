"""Which way of holding keys serves here."""

import logging
import os
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication

from studio.core.errors import StudioError
from studio.ui.hotkeys.base import Hotkeys, NoHotkeys, OnPressed, not_heard
from studio.ui.words import tr

_log = logging.getLogger("studio.ui.hotkeys.platform")


def why_no_hotkeys(platform: str, environment: Mapping[str, str]) -> str:
    """Why keys cannot be held on that platform of Qt; empty: they can."""
    if platform == "wayland" or (platform == "xcb" and environment.get("WAYLAND_DISPLAY")):
        return tr("hotkeys_wayland")
    return "" if platform in ("xcb", "windows", "cocoa") else tr("hotkeys_unknown")


def hotkeys_here(on_pressed: OnPressed, on_released: OnPressed = not_heard) -> Hotkeys:
    """The way that serves here, or one that says why there is none."""
    platform = QGuiApplication.platformName()
    why_not = why_no_hotkeys(platform, os.environ)
    if why_not:
        return NoHotkeys(why_not)
    try:
        if platform == "windows":
            from studio.ui.hotkeys.windows import WindowsHotkeys

            return WindowsHotkeys(on_pressed)
        if platform == "cocoa":
            from studio.ui.hotkeys.macos import MacHotkeys

            return MacHotkeys(on_pressed)
        from studio.ui.hotkeys.x11 import X11Hotkeys

        return X11Hotkeys(on_pressed, on_released)
    except (StudioError, OSError) as error:
        _log.warning("keys cannot be held: %s", error)
        return NoHotkeys(tr("hotkeys_unknown"))

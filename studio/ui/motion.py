"""Whether anything may move by itself: the person's choice, else the system's."""

import ctypes
import sys

from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SETTINGS = "org.freedesktop.portal.Settings"
_GNOME = ("org.gnome.desktop.interface", "enable-animations")
_SPI_GETCLIENTAREAANIMATION = 0x1042
_ASK_MS = 500
_chosen = [False]


def choose(wanted: str) -> bool:
    """Empty: as the system wants it; "less": nothing moves. Gives whether it is reduced."""
    _chosen[0] = wanted == "less" or (wanted == "" and system_wants_less())
    return _chosen[0]


def is_reduced() -> bool:
    """Whether things should be where they belong at once."""
    return _chosen[0]


def system_wants_less() -> bool:
    """What the desktop says; no where it says nothing.

    Windows is written from its documentation and untried; macOS is not asked, the setting of
    the program serves there.
    """
    if sys.platform == "win32":
        return not _windows_animates()
    return sys.platform.startswith("linux") and not _linux_animates()


def _windows_animates() -> bool:
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - exists on Windows only
    is_on = ctypes.c_int(1)
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_on), 0)
    return bool(is_on.value)


def _linux_animates() -> bool:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return True
    portal = QDBusInterface(_PORTAL, _PATH, _SETTINGS, bus)
    portal.setTimeout(_ASK_MS)
    answer = portal.call("ReadOne", *_GNOME)
    is_answer = answer.type() is QDBusMessage.MessageType.ReplyMessage
    return not (is_answer and answer.arguments() and answer.arguments()[0] is False)

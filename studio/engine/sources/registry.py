"""Which driver reads which kind of source on this system."""

import sys
from collections.abc import Callable
from typing import Any

from studio.core import sources as kinds
from studio.engine.guests.lobby import GuestLobby
from studio.engine.media import MediaClock
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.camera import CameraDriver
from studio.engine.sources.card import CardDriver
from studio.engine.sources.colour import ColourDriver
from studio.engine.sources.guest import GuestDriver
from studio.engine.sources.image import ImageDriver
from studio.engine.sources.media_file import MediaFileDriver
from studio.engine.sources.pattern import PatternDriver
from studio.engine.sources.screen_other import (
    OtherScreenDriver,
    UnavailableScreenDriver,
    is_wayland,
)
from studio.engine.sources.screen_x11 import ScreenX11Driver
from studio.engine.sources.sound_device import MicrophoneDriver, SystemSoundDriver
from studio.engine.sources.text import TextDriver
from studio.engine.sources.tone import ToneDriver

_DRIVERS: dict[type[kinds.SourceSettings], Callable[[Any, MediaClock], SourceDriver]] = {
    kinds.CameraSettings: CameraDriver,
    kinds.MediaSettings: MediaFileDriver,
    kinds.ImageSettings: ImageDriver,
    kinds.TextSettings: TextDriver,
    kinds.CardSettings: CardDriver,
    kinds.ColourSettings: ColourDriver,
    kinds.PatternSettings: PatternDriver,
    kinds.MicrophoneSettings: MicrophoneDriver,
    kinds.SystemSoundSettings: SystemSoundDriver,
    kinds.ToneSettings: ToneDriver,
}


def make_driver(
    settings: kinds.SourceSettings, clock: MediaClock, lobby: GuestLobby | None = None
) -> SourceDriver:
    """A driver for these settings, not yet open. ``lobby``: where guests come in."""
    if isinstance(settings, kinds.GuestSettings):
        return GuestDriver(settings, clock, lobby or GuestLobby())
    if isinstance(settings, kinds.ScreenSettings | kinds.WindowSettings):
        return _screen_driver(settings, clock)
    return _DRIVERS[type(settings)](settings, clock)


def _screen_driver(
    settings: kinds.ScreenSettings | kinds.WindowSettings, clock: MediaClock
) -> SourceDriver:
    if sys.platform in ("win32", "darwin"):
        return OtherScreenDriver(settings, clock)
    if is_wayland():
        return UnavailableScreenDriver(clock)
    return ScreenX11Driver(settings, clock)

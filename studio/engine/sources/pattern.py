"""Test pictures: colour bars, a moving block, and a clock."""

import threading

import numpy as np

from studio.core.clock import NS_PER_S
from studio.core.sources import PatternSettings, PatternStyle
from studio.engine.media import Bytes, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver, next_serial
from studio.engine.sources.drawing import filled, paint_on, paragraph

# 75 % bars, ITU-R BT.1729, as (B, G, R).
_BARS = (
    (191, 191, 191),
    (0, 191, 191),
    (191, 191, 0),
    (0, 191, 0),
    (191, 0, 191),
    (0, 0, 191),
    (191, 0, 0),
)
_LONGEST_WAIT_S = 0.25


class PatternDriver(SourceDriver):
    """Paces itself by the media clock; bars are drawn once and stay."""

    def __init__(self, settings: PatternSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings
        self._woken = threading.Event()
        self._bars = draw_bars(settings.width_px, settings.height_px)
        self._number = -1

    def open(self) -> None:
        """Begin with the present tick."""
        self._number = -1

    def read(self) -> Reading:
        """The next picture when its time has come."""
        rate_hz = self._settings.rate_hz
        if self._settings.style is PatternStyle.BARS and self._number >= 0:
            self._woken.wait(_LONGEST_WAIT_S)
            return Reading()
        now_ns = self.clock.now_ns()
        number = now_ns * rate_hz // NS_PER_S
        if number == self._number:
            next_ns = (number + 1) * NS_PER_S // rate_hz
            self._woken.wait(min(_LONGEST_WAIT_S, (next_ns - now_ns) / NS_PER_S))
            return Reading()
        self._number = number
        return Reading(Picture(now_ns, next_serial(), bgra=self._drawn(number, now_ns)))

    def close(self) -> None:
        """Nothing is held."""
        self._woken.set()

    def interrupt(self) -> None:
        """Wait no longer."""
        self._woken.set()

    def _drawn(self, number: int, now_ns: int) -> Bytes:
        style = self._settings.style
        if style is PatternStyle.BARS:
            return self._bars
        raster = self._bars.copy()
        height_px, width_px = raster.shape[:2]
        if style is PatternStyle.MOVING:
            side_px = max(2, height_px // 6)
            left_px = number * max(1, width_px // 180) % max(1, width_px - side_px)
            raster[height_px - 2 * side_px : height_px - side_px, left_px : left_px + side_px] = 255
            return raster
        seconds = self.clock.wall_ms_at(now_ns) / 1000
        text = f"{int(seconds // 3600 % 24):02}:{int(seconds // 60 % 60):02}:{seconds % 60:05.2f}"
        words = paragraph(text, height_px / 6, filled("#ffffff"), is_bold=True)
        top_px = height_px * 0.72
        raster[int(top_px) :] = (20, 20, 20, 255)
        left = max(0.0, (width_px - words.LongestLine) / 2)
        return paint_on(raster, lambda canvas: words.paint(canvas, left, top_px))


def draw_bars(width_px: int, height_px: int) -> Bytes:
    """Seven bars over a grey ramp; the size is made even."""
    width_px, height_px = width_px + width_px % 2, height_px + height_px % 2
    raster = np.full((height_px, width_px, 4), 255, np.uint8)
    columns = np.minimum(np.arange(width_px) * len(_BARS) // width_px, len(_BARS) - 1)
    raster[:, :, :3] = np.array(_BARS, np.uint8)[columns]
    ramp = np.linspace(0, 255, width_px).astype(np.uint8)
    raster[height_px * 4 // 5 :, :, :3] = ramp[:, None]
    return raster

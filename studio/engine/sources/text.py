"""Words on the picture: shaped once when they change; a ticker only moves its raster."""

import msgspec
import skia

from studio.core.clock import NS_PER_S
from studio.core.sources import TextAlign, TextSettings
from studio.engine.media import Bytes, MediaClock, Picture
from studio.engine.sources.base import Reading
from studio.engine.sources.drawing import (
    WIDEST_PX,
    filled,
    new_raster,
    paint_on,
    paragraph,
    skia_colour,
    stroked,
)
from studio.engine.sources.still import StillDriver

_MOVES_PER_S = 60
_ALIGN = {
    TextAlign.LEFT: skia.textlayout.TextAlign.kLeft,
    TextAlign.CENTRE: skia.textlayout.TextAlign.kCenter,
    TextAlign.RIGHT: skia.textlayout.TextAlign.kRight,
}


def draw_text(settings: TextSettings) -> Bytes:
    """The words as a raster that just holds them, premultiplied BGRA."""
    inner = _laid_out(settings, filled(settings.colour))
    margin_px = settings.outline_px + max(2, settings.size_px // 6)
    side_px = 0 if settings.scroll_px_per_s else margin_px
    width_px = min(WIDEST_PX, int(inner.LongestLine) + 1 + 2 * side_px)
    height_px = min(WIDEST_PX, int(inner.Height) + 1 + 2 * margin_px)
    raster = new_raster(width_px, height_px)

    def paint(canvas: skia.Canvas) -> None:
        canvas.clear(skia_colour(settings.background))
        if settings.outline_px:
            outline = stroked(settings.outline_colour, 2.0 * settings.outline_px)
            _laid_out(settings, outline).paint(canvas, side_px, margin_px)
        inner.paint(canvas, side_px, margin_px)

    return paint_on(raster, paint)


def _laid_out(settings: TextSettings, paint: skia.Paint) -> skia.textlayout.Paragraph:
    def at(width_px: float) -> skia.textlayout.Paragraph:
        return paragraph(
            settings.text or " ",
            settings.size_px,
            paint,
            family=settings.family,
            is_bold=settings.is_bold,
            align=_ALIGN[settings.align],
            width_px=width_px,
        )

    wanted_px = settings.wrap_px if settings.wrap_px and not settings.scroll_px_per_s else WIDEST_PX
    made = at(wanted_px)
    # Laid out again as wide as its longest line, so that centred and right-aligned lines
    # stand against each other and not against an endless page.
    return at(min(wanted_px, made.LongestLine + 1.0))


class TextDriver(StillDriver):
    """Still words, or a ticker that runs from right to left."""

    def __init__(self, settings: TextSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings
        self._strip: Picture | None = None

    def draw(self) -> Bytes:
        """The words, or one turn of the ticker."""
        text = self._settings.text
        if self._settings.scroll_px_per_s:
            text = " ".join(text.split("\n"))
        return draw_text(msgspec.structs.replace(self._settings, text=text))

    def open(self) -> None:
        """Draw."""
        super().open()
        if self._settings.scroll_px_per_s:
            self._strip, self._picture = self._picture, None

    def read(self) -> Reading:
        """The words once; a ticker 60 times a second, further on each time."""
        if self._strip is None or self._strip.bgra is None:
            return super().read()
        self._woken.wait(1 / _MOVES_PER_S)
        now_ns = self.clock.now_ns()
        run_px = (now_ns - self._strip.media_ns) * self._settings.scroll_px_per_s // NS_PER_S
        offset = (int(run_px) % self._strip.width_px, 0)
        picture = Picture(
            now_ns, self._strip.serial, bgra=self._strip.bgra, offset_px=offset, is_strip=True
        )
        return Reading(picture=picture)

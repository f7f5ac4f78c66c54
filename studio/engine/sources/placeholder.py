"""The calm panel that stands where a source should be, and says why it is not there."""

import skia

from studio.engine.media import Picture
from studio.engine.sources.base import next_serial
from studio.engine.sources.drawing import filled, new_raster, paint_on, paragraph, stroked

_WIDTH_PX, _HEIGHT_PX = 640, 360
_CENTRE = skia.textlayout.TextAlign.kCenter


def draw_placeholder(media_ns: int, name: str, reason: str) -> Picture:
    """A dark panel with the source's name and one sentence."""
    raster = new_raster(_WIDTH_PX, _HEIGHT_PX)
    title = paragraph(
        name, 30, filled("#e6e9ed"), is_bold=True, align=_CENTRE, width_px=_WIDTH_PX - 80
    )
    words = paragraph(
        _sentence(reason), 22, filled("#a7b0ba"), align=_CENTRE, width_px=_WIDTH_PX - 80
    )

    def paint(canvas: skia.Canvas) -> None:
        canvas.clear(skia.Color(0x1B, 0x20, 0x26))
        whole_px = title.Height + 12 + words.Height
        top_px = max(70.0, (_HEIGHT_PX - whole_px) / 2 + 24)
        _draw_sign(canvas, _WIDTH_PX / 2, top_px - 44)
        title.paint(canvas, 40, top_px)
        words.paint(canvas, 40, top_px + title.Height + 12)

    return Picture(media_ns, next_serial(), bgra=paint_on(raster, paint))


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:180]


def _draw_sign(canvas: skia.Canvas, x: float, y: float) -> None:
    line = stroked("#a7b0ba", 3)
    canvas.drawCircle(x, y, 18, line)
    canvas.drawLine(x - 12.7, y - 12.7, x + 12.7, y + 12.7, line)

"""The mark that viewers see on a replay, so that nobody takes it for what happens now."""

import skia

from studio.engine.media import Picture
from studio.engine.sources.base import next_serial
from studio.engine.sources.drawing import filled, new_raster, paint_on, paragraph

_HEIGHT_PX, _SIDE_PX, _SIGN_PX, _LETTERS_PX = 96, 32, 40, 46
_GROUND, _INK = "#000000b8", "#ffffff"


def draw_mark(media_ns: int, word: str) -> Picture:
    """Two triangles that point back, and the word, on a dark plate."""
    text = paragraph(word, _LETTERS_PX, filled(_INK), is_bold=True)
    width_px = round(_SIDE_PX * 2 + 2 * _SIGN_PX + 20 + text.MaxIntrinsicWidth)

    def paint(canvas: skia.Canvas) -> None:
        plate = skia.RRect.MakeRectXY(skia.Rect.MakeWH(width_px, _HEIGHT_PX), 20, 20)
        canvas.drawRRect(plate, filled(_GROUND))
        middle = _HEIGHT_PX / 2
        for place in range(2):
            left = _SIDE_PX + place * _SIGN_PX
            sign = skia.Path()
            sign.moveTo(left, middle)
            sign.lineTo(left + _SIGN_PX - 4, middle - 22)
            sign.lineTo(left + _SIGN_PX - 4, middle + 22)
            sign.close()
            canvas.drawPath(sign, filled(_INK))
        text.paint(canvas, _SIDE_PX + 2 * _SIGN_PX + 20, middle - text.Height / 2)

    return Picture(media_ns, next_serial(), bgra=paint_on(new_raster(width_px, _HEIGHT_PX), paint))

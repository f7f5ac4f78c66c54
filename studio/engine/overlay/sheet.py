"""A card while it is drawn: things below each other, then paper around all of them."""

from collections.abc import Callable

import skia

from studio.engine.media import Bytes
from studio.engine.overlay.lines import Block, block, paint_block
from studio.engine.overlay.look import Look
from studio.engine.sources.drawing import filled, new_raster, paint_on

Painting = Callable[[skia.Canvas], None]
_BAR_SHARE = 0.14  # of the words' size


class Sheet:
    """``inner_px``: the room for words. Add from the top; `raster` is the finished card."""

    def __init__(self, look: Look, inner_px: float) -> None:
        self.look = look
        self.inner_px = inner_px
        self._paintings: list[Painting] = []
        self._left_px = look.padding_px + round(look.text_px * _BAR_SHARE)
        self._y_px = look.padding_px * 0.72

    def add(self, words: Block, left_px: float = 0.0) -> None:
        """Words in a row of their own."""
        self.beside(words, left_px)
        self._y_px += words.height_px

    def beside(self, words: Block, left_px: float, down_px: float = 0.0) -> None:
        """Words that take no row: the next thing begins at the same height."""
        x, y = self._left_px + left_px, self._y_px + down_px
        self._paintings.append(lambda canvas: paint_block(canvas, words, x, y))

    def at_right(self, words: Block, down_px: float = 0.0) -> None:
        """As `beside`, against the right edge."""
        self.beside(words, self.inner_px - words.width_px, down_px)

    def bar(self, share: float, height_px: float, colour: str) -> None:
        """A track as wide as the card, filled so far."""
        x, y, width_px = self._left_px, self._y_px, self.inner_px
        line = self.look.colours.line

        def paint(canvas: skia.Canvas) -> None:
            round_px = height_px / 2
            track = skia.Rect.MakeXYWH(x, y, width_px, height_px)
            canvas.drawRoundRect(track, round_px, round_px, filled(line))
            if share > 0:
                full = skia.Rect.MakeXYWH(x, y, max(height_px, share * width_px), height_px)
                canvas.drawRoundRect(full, round_px, round_px, filled(colour))

        self._paintings.append(paint)
        self._y_px += height_px

    def gap(self, times: float = 1.0) -> None:
        """Room before the next thing."""
        self._y_px += self.look.gap_px * times

    def line(self, text: str, size_px: float, colour: str, *, is_bold: bool = False) -> Block:
        """One line as wide as the card at most."""
        return block(text, size_px, colour, self.inner_px, is_bold=is_bold)

    def raster(self) -> Bytes:
        """The card, premultiplied BGRA, transparent at its corners."""
        look = self.look
        width_px = self._left_px + self.inner_px + look.padding_px
        height_px = self._y_px + look.padding_px * 0.72
        made = new_raster(int(-(-width_px // 1)), int(-(-height_px // 1)))

        def paint(canvas: skia.Canvas) -> None:
            whole = skia.Rect.MakeWH(made.shape[1], made.shape[0])
            canvas.clipRRect(skia.RRect.MakeRectXY(whole, look.radius_px, look.radius_px), True)
            canvas.clear(skia.Color(0, 0, 0, 0))
            canvas.drawRect(whole, filled(look.colours.paper))
            bar_px = max(3.0, round(look.text_px * _BAR_SHARE))
            canvas.drawRect(skia.Rect.MakeWH(bar_px, made.shape[0]), filled(look.colours.accent))
            for painting in self._paintings:
                painting(canvas)

        return paint_on(made, paint)


def inner_of(look: Look) -> float:
    """The room for words on the widest card."""
    edges_px = 2 * look.padding_px + round(look.text_px * _BAR_SHARE)
    return max(40.0, look.widest_px - edges_px)

"""The product card: picture, name, price, old price struck through, a note and its number."""

import skia

from studio.core.errors import StudioError
from studio.core.sources import CardSettings
from studio.core.words_size import CARD_HEIGHT_PX, CARD_WIDTH_PX
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.drawing import filled, new_raster, paint_on, paragraph, stroked
from studio.engine.sources.image import load_image
from studio.engine.sources.still import StillDriver

_WIDTH_PX, _HEIGHT_PX = CARD_WIDTH_PX, CARD_HEIGHT_PX
_RADIUS_PX = 28
_PADDING_PX = 24
_PICTURE_PX = _HEIGHT_PX - 2 * _PADDING_PX
_INK = "#14181d"
_QUIET = "#5b6672"
_PAPER = "#fbfbfaf5"


class CardDriver(StillDriver):
    """Drawn when the product changes; a missing picture leaves its place to the words."""

    def __init__(self, settings: CardSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings

    def draw(self) -> Bytes:
        """The whole card."""
        return draw_card(self._settings)


def draw_card(card: CardSettings) -> Bytes:
    """A card of 720 × 260 px, premultiplied BGRA, transparent at its corners."""
    image = _picture_of(card)

    def paint(canvas: skia.Canvas) -> None:
        whole = skia.Rect.MakeWH(_WIDTH_PX, _HEIGHT_PX)
        canvas.drawRoundRect(whole, _RADIUS_PX, _RADIUS_PX, filled(_PAPER))
        left_px: float = _PADDING_PX
        if image is not None:
            _draw_picture(canvas, image)
            left_px = 2 * _PADDING_PX + _PICTURE_PX
        _draw_words(canvas, card, left_px)
        if card.link_number:
            _draw_number(canvas, card)

    return paint_on(new_raster(_WIDTH_PX, _HEIGHT_PX), paint)


def _picture_of(card: CardSettings) -> skia.Image | None:
    if not card.image_path:
        return None
    try:
        return load_image(card.image_path)
    except StudioError:
        return None  # a price without a picture is better than no price


def _draw_picture(canvas: skia.Canvas, image: skia.Image) -> None:
    frame = skia.Rect.MakeXYWH(_PADDING_PX, _PADDING_PX, _PICTURE_PX, _PICTURE_PX)
    side_px = min(image.width(), image.height())
    middle = skia.Rect.MakeXYWH(
        (image.width() - side_px) / 2, (image.height() - side_px) / 2, side_px, side_px
    )
    canvas.save()
    canvas.clipRRect(skia.RRect.MakeRectXY(frame, 16, 16), True)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(image, middle, frame, sampling)
    canvas.restore()


def _draw_words(canvas: skia.Canvas, card: CardSettings, left_px: float) -> None:
    room_px = _WIDTH_PX - left_px - _PADDING_PX
    title_room_px = room_px - (74 if card.link_number else 0)
    title = _shrunk(card.title, 38, title_room_px, _INK, is_bold=True)
    title.paint(canvas, left_px, _PADDING_PX + 2)
    price = paragraph(card.price, 74, filled(card.accent), is_bold=True, width_px=room_px)
    price_top_px = 92.0
    price.paint(canvas, left_px, price_top_px)
    if card.list_price:
        old = paragraph(card.list_price, 34, filled(_QUIET), width_px=room_px)
        old_left_px = left_px + price.LongestLine + 18
        old_top_px = price_top_px + price.AlphabeticBaseline - old.AlphabeticBaseline
        old.paint(canvas, old_left_px, old_top_px)
        middle_px = old_top_px + old.Height * 0.56
        canvas.drawLine(
            old_left_px - 2,
            middle_px,
            old_left_px + old.LongestLine + 2,
            middle_px,
            stroked(_QUIET, 3),
        )
    if card.note:
        _shrunk(card.note, 30, room_px, _QUIET).paint(canvas, left_px, 196)


def _draw_number(canvas: skia.Canvas, card: CardSettings) -> None:
    words = paragraph(str(card.link_number), 32, filled("#ffffff"), is_bold=True)
    width_px = max(56.0, words.LongestLine + 28)
    badge = skia.Rect.MakeXYWH(_WIDTH_PX - _PADDING_PX - width_px, _PADDING_PX, width_px, 50)
    canvas.drawRoundRect(badge, 14, 14, filled(card.accent))
    words.paint(
        canvas,
        badge.left() + (width_px - words.LongestLine) / 2,
        badge.top() + (50 - words.Height) / 2,
    )


def _shrunk(
    text: str, size_px: float, room_px: float, colour: str, *, is_bold: bool = False
) -> skia.textlayout.Paragraph:
    """One line, smaller when it must be, at least 60 % of the size; then it wraps."""
    for size in (size_px, size_px * 0.85, size_px * 0.72, size_px * 0.6):
        made = paragraph(text, size, filled(colour), is_bold=is_bold)
        if made.LongestLine <= room_px:
            return made
    return paragraph(text, size_px * 0.6, filled(colour), is_bold=is_bold, width_px=room_px)

"""Words on a card: shaped, in lines of one height, cut with an ellipsis when they are too many.

What viewers wrote is only ever text here. Every line is as high as the size says, whatever signs
are on it, so that nobody's text can grow out of its card.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import skia

from studio.core.chat_text import clean_text
from studio.engine.sources.drawing import FAMILIES, filled, fonts

LINE_HEIGHT = 1.34  # of the size: room for stacked accents and for emoji
_ELLIPSIS = "\u2026"
# A first strong isolate and its end (UAX #9): right-to-left words keep their order inside.
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = ("R", "AL")
_JOINER = "\u200d"
_LEAST_WIDTH_PX = 8.0


@dataclass(frozen=True, slots=True)
class Block:
    """Words laid out: paint them with `paint_block`. ``width_px``: what the longest line takes."""

    paragraph: skia.textlayout.Paragraph
    width_px: float
    height_px: float
    room_px: float
    is_right_to_left: bool = False


def block(
    text: str,
    size_px: float,
    colour: str,
    room_px: float,
    most_lines: int = 1,
    *,
    is_bold: bool = False,
) -> Block:
    """The text in at most so many lines of ``room_px``; what does not fit is an ellipsis."""
    words = clean_text(text)
    room_px = max(_LEAST_WIDTH_PX, room_px)
    is_right = most_lines > 1 and _is_right_to_left(words)  # one line begins where a name does
    most_px = most_lines * size_px * LINE_HEIGHT + 1.0

    def made(shown: str) -> skia.textlayout.Paragraph:
        return _laid_out(f"{_ISOLATE}{shown}{_END}", size_px, colour, room_px, is_bold, is_right)

    paragraph = made(words)
    if paragraph.Height > most_px:
        paragraph = made(_cut(words, lambda part: made(part).Height <= most_px))
    width_px = min(room_px, paragraph.LongestLine)
    return Block(paragraph, width_px, paragraph.Height, room_px, is_right)


def paint_block(canvas: skia.Canvas, words: Block, left_px: float, top_px: float) -> None:
    """Paint it there and nowhere else: a sign that is wider than its room is cut off."""
    canvas.save()
    canvas.clipRect(skia.Rect.MakeXYWH(left_px, top_px, words.room_px, words.height_px))
    words.paragraph.paint(canvas, left_px, top_px)
    canvas.restore()


def _laid_out(
    text: str, size_px: float, colour: str, room_px: float, is_bold: bool, is_right: bool
) -> skia.textlayout.Paragraph:
    style = skia.textlayout.ParagraphStyle()
    align = skia.textlayout.TextAlign
    style.setTextAlign(align.kRight if is_right else align.kLeft)
    strut = skia.textlayout.StrutStyle()
    strut.setStrutEnabled(True)
    strut.setForceStrutHeight(True)
    strut.setFontFamilies(list(FAMILIES))
    strut.setFontSize(size_px)
    strut.setHeightOverride(True)
    strut.setHeight(LINE_HEIGHT)
    strut.setHalfLeading(True)
    style.setStrutStyle(strut)
    letters = skia.textlayout.TextStyle()
    letters.setFontSize(size_px)
    letters.setFontFamilies(list(FAMILIES))
    letters.setForegroundPaint(filled(colour))
    letters.setFontStyle(skia.FontStyle.Bold() if is_bold else skia.FontStyle.Normal())
    builder = skia.textlayout.ParagraphBuilder(style, fonts(), skia.Unicodes.ICU.Make())
    builder.pushStyle(letters)
    builder.addText(text)
    made = builder.Build()
    made.layout(room_px)
    return made


def _cut(words: str, fits: Callable[[str], bool]) -> str:
    """As much of the words as fits with an ellipsis behind it."""
    least, most = 0, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_shortened(words, middle)):
            least = middle
        else:
            most = middle - 1
    return _shortened(words, least)


def _shortened(words: str, length: int) -> str:
    """Cut between signs, never inside one that is made of several."""
    while 0 < length < len(words) and _belongs_to_the_one_before(words, length):
        length -= 1
    return words[:length].rstrip() + _ELLIPSIS


def _belongs_to_the_one_before(words: str, place: int) -> bool:
    sign, before = words[place], words[place - 1]
    is_skin_tone = "\U0001f3fb" <= sign <= "\U0001f3ff"
    is_variant = "\ufe00" <= sign <= "\ufe0f"
    is_joined = _JOINER in (sign, before)
    return is_joined or is_skin_tone or is_variant or unicodedata.combining(sign) > 0


def _is_right_to_left(text: str) -> bool:
    """By its first letter that has a direction (UAX #9, P2)."""
    for sign in text:
        way = unicodedata.bidirectional(sign)
        if way in _RIGHT_TO_LEFT:
            return True
        if way == "L":
            return False
    return False

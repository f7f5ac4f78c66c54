"""Words of another studio as words of ours; how large they are there can only be estimated."""

import unicodedata

from studio.core.imports.placing import Size
from studio.core.imports.reading import Table, flag, number, table, whole, words
from studio.core.sources import TextAlign, TextSettings

_BOLD, _ITALIC, _UNDERLINE, _STRUCK = 1, 2, 4, 8
_STYLES = ((_ITALIC, "italic"), (_UNDERLINE, "underlined"), (_STRUCK, "struck through"))
_ALIGN = {"left": TextAlign.LEFT, "center": TextAlign.CENTRE, "right": TextAlign.RIGHT}
_LINE = 1.25  # height of a line and width of letters, in letter heights
_NARROW, _WIDE = 0.55, 1.0
_REFERENCE_HEIGHT_PX = 1080


def colour_of(value: object, default: int, opacity_percent: float | None = None) -> str:
    """#RRGGBB or #RRGGBBAA of a number that holds alpha, blue, green and red from the top."""
    packed = int(number(value, default)) & 0xFFFFFFFF
    red, green, blue = packed & 255, packed >> 8 & 255, packed >> 16 & 255
    alpha = packed >> 24
    if opacity_percent is not None:
        alpha = round(min(100.0, max(0.0, opacity_percent)) * 255 / 100)
    ending = "" if alpha == 255 else f"{alpha:02x}"
    return f"#{red:02x}{green:02x}{blue:02x}{ending}"


def read_words(
    kind: str, settings: Table, canvas: Size
) -> tuple[TextSettings, Size, tuple[str, ...]]:
    """The words, their size in pixels, and what of them is lost."""
    font = table(settings.get("font"))
    size_px = whole(font.get("size"), 1, 2000, 64)
    scale = _REFERENCE_HEIGHT_PX / canvas.height_px
    style = whole(font.get("flags"), 0, 15)
    losses = _losses(settings, style)
    is_gdi = kind.startswith("text_gdiplus")
    text = words(settings.get("text"))
    wrap_px = _wrap_px(settings, is_gdi)
    made = TextSettings(
        text,
        family=words(font.get("face"), 200),
        size_px=min(400, max(6, round(size_px * scale))),
        is_bold=bool(style & _BOLD),
        colour=_colour(settings, is_gdi),
        background=_background(settings) if is_gdi else "#00000000",
        outline_px=_outline_px(settings, is_gdi, scale),
        outline_colour=_outline_colour(settings, is_gdi),
        align=_ALIGN.get(words(settings.get("align"), 10), TextAlign.LEFT),
        wrap_px=min(7680, round(wrap_px * scale)),
    )
    return made, _size(text, size_px, wrap_px), losses


def _losses(settings: Table, style: int) -> tuple[str, ...]:
    found = [f"words are not {word} here" for bit, word in _STYLES if style & bit]
    if flag(settings.get("read_from_file")) or flag(settings.get("from_file")):
        path = words(settings.get("file") or settings.get("text_file"), 500)
        found.append(f"words are not read from a file here: {path or 'no file'}")
    if flag(settings.get("gradient")):
        found.append("the gradient is one colour here")
    if flag(settings.get("vertical")):
        found.append("vertical words are horizontal here")
    if flag(settings.get("drop_shadow")):
        found.append("words have no shadow here")
    if flag(settings.get("chatlog")) or flag(settings.get("log_mode")):
        found.append("the chat log is plain words here")
    return tuple(found)


def _colour(settings: Table, is_gdi: bool) -> str:
    if is_gdi:
        return colour_of(settings.get("color"), 0xFFFFFF, number(settings.get("opacity"), 100))
    return colour_of(settings.get("color1"), 0xFFFFFFFF)


def _background(settings: Table) -> str:
    return colour_of(settings.get("bk_color"), 0, number(settings.get("bk_opacity"), 0))


def _outline_px(settings: Table, is_gdi: bool, scale: float) -> int:
    if not flag(settings.get("outline")):
        return 0
    wide = number(settings.get("outline_size"), 2) if is_gdi else 2.0
    return min(40, max(1, round(wide * scale)))


def _outline_colour(settings: Table, is_gdi: bool) -> str:
    if not is_gdi:
        return "#000000"
    opacity_percent = number(settings.get("outline_opacity"), 100)
    return colour_of(settings.get("outline_color"), 0xFFFFFF, opacity_percent)


def _wrap_px(settings: Table, is_gdi: bool) -> int:
    if is_gdi:
        does_wrap = flag(settings.get("extents")) and flag(settings.get("extents_wrap"), True)
        return whole(settings.get("extents_cx"), 0, 7680, 100) if does_wrap else 0
    return whole(settings.get("custom_width"), 0, 7680) if flag(settings.get("word_wrap")) else 0


def _size(text: str, size_px: int, wrap_px: int) -> Size:
    """An estimate from the number of letters; wide letters are as wide as they are high."""
    lines = text.splitlines() or [""]
    lengths_px = [sum(map(_width, line)) * size_px for line in lines]
    if wrap_px:
        rows = sum(max(1, round(length / wrap_px + 0.5)) for length in lengths_px)
        return Size(float(wrap_px), rows * size_px * _LINE, is_known=False)
    return Size(max(size_px, *lengths_px), len(lines) * size_px * _LINE, is_known=False)


def _width(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW

"""How large words and cards are drawn, near enough to place them without drawing them."""

from studio.core.sources import CardSettings, TextSettings

CARD_WIDTH_PX, CARD_HEIGHT_PX = 720, 260
_LINE = 1.3  # of the letter size, from line to line
_WIDE_FROM = "\u2e80"  # from here on letters are as wide as they are high
_LETTER, _BOLD_LETTER = 0.52, 0.57


def own_size_px(settings: TextSettings | CardSettings) -> tuple[float, float]:
    """Width and height of a card's own picture; of words' about."""
    if isinstance(settings, CardSettings):
        return float(CARD_WIDTH_PX), float(CARD_HEIGHT_PX)
    size_px = settings.size_px
    letter = _BOLD_LETTER if settings.is_bold else _LETTER
    lines = settings.text.split("\n") or [""]
    widths_px = [
        sum(size_px if one >= _WIDE_FROM else size_px * letter for one in line) for line in lines
    ]
    count, wide_px = len(lines), max(widths_px)
    if settings.wrap_px:
        count = sum(max(1, -int(-wide // settings.wrap_px)) for wide in widths_px)
        wide_px = min(wide_px, settings.wrap_px)
    margin_px = settings.outline_px + max(2, size_px // 6)
    return wide_px + 1 + 2 * margin_px, count * size_px * _LINE + 1 + 2 * margin_px


def letter_share(settings: TextSettings) -> float:
    """The letter size as a share of the picture's height."""
    lines = settings if not settings.scroll_px_per_s else _in_one_line(settings)
    return settings.size_px / own_size_px(lines)[1]


def _in_one_line(settings: TextSettings) -> TextSettings:
    return TextSettings(
        " ".join(settings.text.split("\n")),
        size_px=settings.size_px,
        outline_px=settings.outline_px,
    )

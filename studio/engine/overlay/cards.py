"""Draws each kind of card."""

from studio.core.chat import Platform
from studio.core.overlay import AnyCard, DrawCard, MessageCard, NoteCard, PollCard, PollOption
from studio.engine.media import Bytes
from studio.engine.overlay.lines import block
from studio.engine.overlay.look import Look
from studio.engine.overlay.sheet import Sheet, inner_of
from studio.engine.overlay.words import PLATFORMS, clock, counted, word

MOST_LINES = 3
_MOST_NAMES = 5
_LEAST_EMS = 7.0
_NAME_SHARE = 0.66  # what a name leaves of its line for the platform and the amount
_BAR_SHARE = 0.26


def draw_card(card: AnyCard, look: Look, left_s: int = 0) -> Bytes:
    """The card as premultiplied BGRA. ``left_s``: seconds until it ends, if it ends."""
    match card:
        case MessageCard():
            return _message(card, look)
        case NoteCard():
            return _note(card, look)
        case PollCard():
            return _poll(card, look, left_s)
        case DrawCard():
            return _draw(card, look, left_s)


def _message(card: MessageCard, look: Look) -> Bytes:
    """The name with where it was written, and the words in three lines at most."""
    room_px, colours = inner_of(look), look.colours
    marks = [card.amount] if card.amount else []
    if card.platform is not Platform.PAGE and card.platform in PLATFORMS:
        marks.append(PLATFORMS[card.platform])
    mark = block(" · ".join(marks), look.small_px * 0.86, colours.quiet, room_px / 2)
    name_room_px = room_px * _NAME_SHARE if marks else room_px
    name = block(card.name, look.small_px, colours.accent, name_room_px, is_bold=True)
    text = block(card.text, look.text_px, colours.text, room_px, MOST_LINES)
    side_px = name.width_px + look.padding_px + mark.width_px if marks else name.width_px
    inner_px = min(room_px, max(text.width_px, side_px, _LEAST_EMS * look.text_px) + 2)
    if text.is_right_to_left:
        text = block(card.text, look.text_px, colours.text, inner_px, MOST_LINES)
    sheet = Sheet(look, inner_px)
    if marks:
        sheet.at_right(mark, down_px=(name.height_px - mark.height_px) * 0.7)
    if card.name or marks:  # the studio's own words need neither
        sheet.add(name)
        sheet.gap(0.3)
    sheet.add(text)
    return sheet.raster()


def _note(card: NoteCard, look: Look) -> Bytes:
    room_px, colours = inner_of(look), look.colours
    title = block(card.title, look.text_px, colours.text, room_px, 2, is_bold=True)
    text = block(card.text, look.small_px, colours.quiet, room_px, MOST_LINES)
    widest_px = max(title.width_px, text.width_px if card.text else 0.0)
    sheet = Sheet(look, min(room_px, max(widest_px, _LEAST_EMS * look.text_px) + 2))
    sheet.add(title)
    if card.text:
        sheet.gap(0.3)
        sheet.add(text)
    return sheet.raster()


def _poll(card: PollCard, look: Look, left_s: int) -> Bytes:
    """The question, each answer with its bar, and how many voted."""
    sheet = Sheet(look, inner_of(look))
    _heading(sheet, "poll_closed" if card.is_closed else "poll", left_s)
    sheet.add(block(card.question, look.text_px, look.colours.text, sheet.inner_px, 2))
    total = sum(option.votes for option in card.options)
    most = max((option.votes for option in card.options), default=0)
    for number, option in enumerate(card.options, 1):
        sheet.gap()
        is_first = card.is_closed and option.votes == most > 0
        _option(sheet, card, option, f"{number}  ", total, is_first)
    sheet.gap()
    is_chinese = look.is_chinese
    said = (
        counted("vote", "votes", total, is_chinese=is_chinese)
        if card.has_counts
        else word("hidden", is_chinese=is_chinese)
    )
    sheet.add(sheet.line(said, look.small_px * 0.86, look.colours.quiet))
    return sheet.raster()


def _option(
    sheet: Sheet, card: PollCard, option: PollOption, number: str, total: int, is_first: bool
) -> None:
    look, colours = sheet.look, sheet.look.colours
    share = option.votes / total if total and card.has_counts else 0.0
    room_px = sheet.inner_px
    if card.has_counts:
        percent = sheet.line(f"{share:.0%}", look.small_px, colours.text, is_bold=is_first)
        sheet.at_right(percent)
        room_px -= percent.width_px + look.gap_px
    mark = sheet.line(number, look.small_px, colours.quiet)
    sheet.beside(mark, 0.0)
    indent_px = look.small_px
    label = block(option.text, look.small_px, colours.text, room_px - indent_px, is_bold=is_first)
    sheet.add(label, indent_px)
    sheet.bar(share, look.text_px * _BAR_SHARE, colours.accent)


def _draw(card: DrawCard, look: Look, left_s: int) -> Bytes:
    """How to take part and for how long; then the winners."""
    sheet = Sheet(look, inner_of(look))
    colours, is_chinese = look.colours, look.is_chinese
    heading = "draw"
    if card.is_over:
        heading = "winner" if len(card.winners) == 1 else "draw_over"
    _heading(sheet, heading, 0 if card.is_over else left_s)
    sheet.add(block(card.prize, look.text_px, colours.text, sheet.inner_px, 2, is_bold=True))
    sheet.gap(0.6)
    if card.is_over:
        _winners(sheet, card)
        return sheet.raster()
    if not card.is_frozen:
        _how_to_enter(sheet, card)
    entries = counted("entry", "entries", card.entries, is_chinese=is_chinese)
    sheet.add(sheet.line(entries, look.small_px * 0.86, colours.quiet))
    return sheet.raster()


def _how_to_enter(sheet: Sheet, card: DrawCard) -> None:
    look, is_chinese = sheet.look, sheet.look.is_chinese
    how = (
        word("enter", is_chinese=is_chinese, word=card.keyword)
        if card.keyword
        else word("enter_page", is_chinese=is_chinese)
    )
    sheet.add(block(how, look.small_px, look.colours.text, sheet.inner_px, 2))


def _winners(sheet: Sheet, card: DrawCard) -> None:
    look, colours = sheet.look, sheet.look.colours
    size_px = look.text_px * (1.25 if len(card.winners) == 1 else 1.0)
    for name in card.winners[:_MOST_NAMES]:
        sheet.add(sheet.line(name, size_px, colours.accent, is_bold=True))
    more = len(card.winners) - _MOST_NAMES
    if more > 0:
        said = word("more", is_chinese=look.is_chinese, more=more, count=len(card.winners))
        sheet.add(sheet.line(said, look.small_px, colours.quiet))
    if not card.winners:
        said = word("nobody", is_chinese=look.is_chinese)
        sheet.add(sheet.line(said, look.small_px, colours.quiet))


def _heading(sheet: Sheet, name: str, left_s: int) -> None:
    """What the card is, and how long it still runs."""
    look, colours = sheet.look, sheet.look.colours
    if left_s > 0:
        sheet.at_right(sheet.line(clock(left_s), look.small_px, colours.text, is_bold=True))
    words = word(name, is_chinese=look.is_chinese)
    sheet.add(sheet.line(words, look.small_px * 0.86, colours.accent, is_bold=True))
    sheet.gap(0.3)

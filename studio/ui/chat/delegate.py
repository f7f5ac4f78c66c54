"""Paints a message: the name, the words, a quiet note; its layout is remembered."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from studio.core.chat import FragmentKind, MessageState
from studio.core.room import RoomMessage
from studio.ui.chat.marks import Marks
from studio.ui.chat.model import MESSAGE, ChatModel
from studio.ui.chat.wording import is_host, parts_of
from studio.ui.theme import RADIUS_PX, SMALL_PX, TEXT_PX, TITLE_PX, Theme

_SIDE_PX, _ABOVE_PX = 8, 4
_BELOW_PX = 18
_MARK_PX, _GUTTER_PX = 18, 22
_REMEMBERED = 1_000
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tag:
    """``word`` before the name in the colour ``token``; the shape says it as well."""

    word: str
    token: str
    is_framed: bool = False


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How rows look. ``text_px``: how large the words are.

    ``below``: one more line under the words, of the same height whatever it says, instead of the
    note behind them. ``marks``: who has claimed what, drawn in a column of its own.
    ``tag``: a word before the name that sets a message apart, and its tone; with a bar beside it
    or, where ``is_framed``, a frame around it.
    """

    text_px: int = TITLE_PX
    below: Callable[[RoomMessage], str] | None = None
    marks: Marks | None = None
    tag: Callable[[RoomMessage], Tag | None] | None = None


class MessageDelegate(QStyledItemDelegate):
    """Nothing in a row moves when a mark comes or its line below says something else."""

    def __init__(
        self, view: QAbstractItemView, theme: Theme, style: RowStyle | None = None
    ) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._style = style or RowStyle()
        self._layouts: OrderedDict[tuple[object, ...], tuple[QTextLayout, float]] = OrderedDict()
        self._sizes: dict[int, tuple[RoomMessage, QSize]] = {}
        self._frame: tuple[int, int, str] = (0, 0, "")

    def resize_text(self, text_px: int) -> None:
        """Larger or smaller words."""
        self._style = replace(self._style, text_px=text_px)
        self._layouts.clear()
        self.measure_anew()

    def measure_anew(self) -> None:
        """Rows may be of another height now."""
        self._sizes.clear()
        self._view.scheduleDelayedItemsLayout()

    def _tag_of(self, kept: RoomMessage) -> Tag | None:
        return self._style.tag(kept) if self._style.tag is not None else None

    @property
    def _left_px(self) -> int:
        marks = self._style.marks
        return _SIDE_PX + (_GUTTER_PX if marks is not None and marks.are_used else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view, as high as the words.

        A list asks it of every row whenever one comes, so a known size is found without detours.
        """
        del option
        frame = (self._view.viewport().width(), self._left_px, self._theme.name)
        if frame != self._frame:
            self._frame = frame
            self._sizes.clear()
        model = self._view.model()
        if not isinstance(model, ChatModel):
            return QSize(frame[0], 0)
        kept = model.message(index.row())
        known = self._sizes.get(kept.event_id)
        if known is not None and known[0] is kept:
            return known[1]
        if len(self._sizes) > _REMEMBERED:
            self._sizes.clear()
        size = self._size_of(kept, frame[0])
        self._sizes[kept.event_id] = (kept, size)
        return size

    def _size_of(self, kept: RoomMessage, width_px: int) -> QSize:
        _, height = self._laid_out(kept, width_px)
        below_px = _BELOW_PX if self._style.below is not None else 0
        return QSize(width_px, int(height) + 2 * _ABOVE_PX + below_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground when it is chosen or under the pointer, then the words."""
        kept = index.data(MESSAGE)
        if not isinstance(kept, RoomMessage):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._paint_ground(painter, rect, option.state)
        self._paint_tag(painter, rect, self._tag_of(kept))
        layout, height = self._laid_out(kept, int(rect.width()))
        painter.setPen(self._theme.colour("text"))
        layout.draw(painter, QPointF(rect.left() + self._left_px, rect.top() + _ABOVE_PX))
        if self._style.below is not None:
            area = rect.adjusted(self._left_px, _ABOVE_PX + height, -_SIDE_PX, 0)
            area.setHeight(_BELOW_PX)
            self._paint_below(painter, area, kept)
        if self._style.marks is not None:
            self._paint_mark(painter, rect, self._style.marks.initial_of(kept.message.id))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("raised"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_PX, RADIUS_PX)

    def _paint_tag(self, painter: QPainter, rect: QRectF, tag: Tag | None) -> None:
        """A bar at the left, or a frame around all of it."""
        if tag is None:
            return
        colour = self._colour(tag.token)
        if tag.is_framed:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_PX, RADIUS_PX)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(rect.left() + 1, rect.top() + 4, 3, rect.height() - 8), 1, 1)

    def _paint_below(self, painter: QPainter, area: QRectF, kept: RoomMessage) -> None:
        font = QFont(self._view.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(self._colour("warn" if kept.state is MessageState.HELD else "quiet"))
        words = self._style.below(kept) if self._style.below is not None else ""
        cut = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(area.width())
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def _paint_mark(self, painter: QPainter, rect: QRectF, mark: tuple[str, bool]) -> None:
        """The holder's first letter in a ring; filled when it is oneself."""
        initial, is_mine = mark
        if not initial:
            return
        area = QRectF(rect.left() + 6, rect.top() + _ABOVE_PX, _MARK_PX, _MARK_PX)
        accent = self._colour("accent")
        painter.setPen(accent)
        painter.setBrush(accent if is_mine else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        font = QFont(self._view.font())
        font.setPixelSize(SMALL_PX - 1)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._colour("on-accent") if is_mine else accent)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initial)

    def _laid_out(self, kept: RoomMessage, width_px: int) -> tuple[QTextLayout, float]:
        tag = self._tag_of(kept)
        key = (kept.message.id, kept.state, width_px - self._left_px, self._theme.name, tag)
        known = self._layouts.get(key)
        if known is None:
            known = self._made(kept, width_px - self._left_px - _SIDE_PX, tag)
            self._layouts[key] = known
            while len(self._layouts) > _REMEMBERED:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(key)
        return known

    def _made(self, kept: RoomMessage, room_px: int, tag: Tag | None) -> tuple[QTextLayout, float]:
        """A row is as high after a message was deleted as before: then only the line through it."""
        layout, height = self._lay(kept, kept, room_px, tag)
        if kept.state is MessageState.DELETED:
            before = msgspec.structs.replace(kept, state=MessageState.VISIBLE)
            plain, plain_height = self._lay(kept, before, room_px, tag)
            if height > plain_height:
                return plain, plain_height
        return layout, height

    def _lay(
        self, kept: RoomMessage, noted: RoomMessage, room_px: int, tag: Tag | None
    ) -> tuple[QTextLayout, float]:
        name, words, note = parts_of(noted)
        if self._style.below is not None:
            note = ""
        before = f"{tag.word}  " if tag is not None else ""
        text = f"{before}{name}  {words}" + (f"   {note}" if note else "")
        font = QFont(self._view.font())
        font.setPixelSize(self._style.text_px)
        layout = QTextLayout(text, font)
        layout.setCacheEnabled(True)  # it is drawn again and again
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = self._formats(kept, name, words, note, _utf16(before))
        begin = _utf16(f"{before}{name}") + 3  # two spaces, and the isolate before the words
        more = [*self._tag_format(before, tag), *self._emote_formats(kept, begin)]
        layout.setFormats([*formats, *more])
        layout.beginLayout()
        height = 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(40, room_px))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _tag_format(self, before: str, tag: Tag | None) -> list[QTextLayout.FormatRange]:
        if tag is None:
            return []
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(self._colour(tag.token))
        look.setProperty(QTextCharFormat.Property.FontPixelSize, TEXT_PX)
        return [_range(0, _utf16(before), look)]

    def _emote_formats(self, kept: RoomMessage, place: int) -> list[QTextLayout.FormatRange]:
        """A platform's emotes are their names, told quietly from what was typed."""
        look = QTextCharFormat()
        look.setForeground(self._colour("quiet"))
        look.setFontItalic(True)
        found = []
        for part in kept.message.fragments:
            length = _utf16(part.text)
            if part.kind is FragmentKind.EMOTE:
                found.append(_range(place, length, look))
            place += length
        return found

    def _formats(
        self, kept: RoomMessage, name: str, words: str, note: str, first: int
    ) -> list[QTextLayout.FormatRange]:
        is_gone = kept.state is MessageState.DELETED
        who = QTextCharFormat()
        who.setFontWeight(QFont.Weight.DemiBold)
        who.setForeground(self._colour("accent" if is_host(kept) else "quiet"))
        said = QTextCharFormat()
        said.setForeground(self._colour("quiet" if is_gone else "text"))
        said.setFontStrikeOut(is_gone)
        noted = QTextCharFormat()
        noted.setForeground(self._colour("warn" if kept.state is MessageState.HELD else "quiet"))
        noted.setProperty(QTextCharFormat.Property.FontPixelSize, TEXT_PX)
        begin = first + _utf16(name) + 2
        return [
            _range(first, _utf16(name), who),
            _range(begin, _utf16(words), said),
            _range(begin + _utf16(words), _utf16(note) + 3, noted),
        ]

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)


def _utf16(text: str) -> int:
    """As Qt counts: signs beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    made.format = look
    return made

"""How a scene looks in a list: its key, its picture, its name, and a word for where it is."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.theme import RADIUS_PX, SMALL_PX, Theme
from studio.ui.widgets.ring_view import fitted
from studio.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 1
PLACE_ROLE = Qt.ItemDataRole.UserRole + 2

THUMBNAIL_PX = 192  # as composed: sharp at 200 %
_WIDE_PX, _TALL_PX = 80, 45
_ROW_PX = 57
_KEY_PX, _GAP_PX = 18, 8
_NAME_PX, _STATE_PX = 20, 16


class ScenePlace(NamedTuple):
    """Where a scene is now. ``is_live``: the programme is seen by viewers."""

    is_programme: bool = False
    is_prepared: bool = False
    is_live: bool = False


def place_words(place: ScenePlace) -> str:
    """The word that stands beside it; empty for most scenes."""
    words = []
    if place.is_programme:
        words.append(tr("scene_on_air") if place.is_live else tr("scene_programme"))
    if place.is_prepared:
        words.append(tr("scene_prepared"))
    return " · ".join(words)


def place_token(place: ScenePlace) -> str:
    """The colour that stands for it: red is on air and nothing else."""
    if place.is_programme:
        return "live" if place.is_live else "text"
    return "accent" if place.is_prepared else "line"


class SceneRow(QStyledItemDelegate):
    """Paints the row and places the line for another name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(_KEY_PX + _WIDE_PX + 80, _ROW_PX)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """The name is changed where it stands."""
        room = _words_room(_rect_of(option))
        editor.setGeometry(QRect(room.left() - 4, room.top(), room.width() + 4, 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, key, picture, name and word."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = _rect_of(option)
        self._paint_ground(painter, rect, _state_of(option))
        place = ScenePlace(*(index.data(PLACE_ROLE) or ()))
        self._paint_key(painter, rect, index.row())
        self._paint_picture(painter, rect, index.data(IMAGE_ROLE), place)
        self._paint_words(painter, rect, str(index.data(Qt.ItemDataRole.DisplayRole)), place)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setBrush(self._theme.colour("raised"))
        has_focus = is_selected and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(self._theme.colour("accent") if has_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), RADIUS_PX, RADIUS_PX)

    def _paint_key(self, painter: QPainter, rect: QRect, row: int) -> None:
        if row >= 9:
            return
        font = painter.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("quiet"))
        room = QRect(rect.left(), rect.top(), _KEY_PX, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(row + 1))

    def _paint_picture(
        self, painter: QPainter, rect: QRect, image: object, place: ScenePlace
    ) -> None:
        top = rect.top() + (rect.height() - _TALL_PX) // 2
        frame = QRectF(rect.left() + _KEY_PX, top, _WIDE_PX, _TALL_PX)
        painter.fillRect(frame, QColor("#000000"))
        if isinstance(image, QImage) and not image.isNull():
            inside = fitted(_WIDE_PX, _TALL_PX, image.width() / image.height())
            painter.drawImage(inside.translated(frame.topLeft()), image)
        is_marked = place.is_programme or place.is_prepared
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._theme.colour(place_token(place)), 2 if is_marked else 1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, painter: QPainter, rect: QRect, name: str, place: ScenePlace) -> None:
        room = _words_room(rect)
        words = place_words(place)
        font = painter.font()
        font.setPixelSize(13)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        height = _NAME_PX + _STATE_PX if words else _NAME_PX
        top = rect.top() + (rect.height() - height) // 2
        line = QRect(room.left(), top, room.width(), _NAME_PX)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, line.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, flags, shown)
        if not words:
            return
        font.setPixelSize(SMALL_PX)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour(place_token(place)))
        line = QRect(room.left(), top + _NAME_PX, room.width(), _STATE_PX)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, flags, shown)


def _words_room(rect: QRect) -> QRect:
    left = rect.left() + _KEY_PX + _WIDE_PX + _GAP_PX
    return QRect(left, rect.top() + (rect.height() - 30) // 2, rect.right() - left - 4, 30)


def _rect_of(option: QStyleOptionViewItem) -> QRect:
    rect = option.rect
    return QRect(rect)


def _state_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state

"""Paints what lies over the picture: outlines, handles, snap lines, safe areas, hints."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from studio.core.scene import Layer
from studio.ui.stage import geometry as geo
from studio.ui.stage.contents import Contents
from studio.ui.stage.drag import Act
from studio.ui.stage.geometry import HANDLES, Frame
from studio.ui.stage.hands import Hands
from studio.ui.stage.safe_areas import Area, safe_areas, upright_part
from studio.ui.stage.viewport import Viewport
from studio.ui.words import tr

HANDLE_PX = 8.0
_INK, _PAPER = QColor(12, 16, 22, 215), QColor("#ffffff")
_SHADOW = QColor(0, 0, 0, 150)
_CROP = QColor("#58b888")
_COVER = QColor(150, 104, 20, 110)
_COVER_EDGE = QColor(224, 169, 59, 190)
_SAFE_EDGE = QColor(255, 255, 255, 150)


class StagePainter:
    """One painting: with this painter, through this viewport, in this accent."""

    def __init__(self, painter: QPainter, viewport: Viewport, accent: QColor) -> None:
        self._painter = painter
        self._viewport = viewport
        self._accent = accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def safe_areas(self) -> None:
        """Areas in which a picture is sure to be seen, with their names."""
        areas = [*safe_areas(self._viewport.canvas)]
        phone = upright_part(self._viewport.canvas)
        if phone is not None:
            areas.append(phone)
        for area in areas:
            self._area(area)

    def outline(self, frame: Frame, width_px: float = 2.0, *, is_dashed: bool = False) -> None:
        """The sides of a frame."""
        shape = QPolygonF([self._point(x, y) for x, y in frame.corners()])
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(_SHADOW, width_px + 2))
        self._painter.drawPolygon(shape)
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        self._painter.setPen(QPen(self._accent, width_px, style))
        self._painter.drawPolygon(shape)

    def selection(self, hands: Hands, arm: float, *, is_cropping: bool) -> None:
        """Every selected layer's sides, and handles around all that can be moved."""
        contents = hands.contents
        layers = hands.selected()
        for layer in layers:
            is_locked = contents.is_locked(layer)
            width_px = 2.0 if len(layers) == 1 else 1.0
            self.outline(contents.frame(layer), width_px, is_dashed=is_locked)
        whole = hands.whole()
        if whole is None:
            return
        if len(layers) > 1:
            self.outline(whole, is_dashed=True)
        self._handles(whole, arm, is_cropping=is_cropping)

    def lines(self, across: tuple[float, ...], down: tuple[float, ...]) -> None:
        """Lines that were met, over the whole canvas."""
        canvas = self._viewport.canvas
        self._painter.setPen(QPen(QColor("#ff5fa2"), 1))
        for x in across:
            self._painter.drawLine(self._point(x, 0), self._point(x, canvas.height_px))
        for y in down:
            self._painter.drawLine(self._point(0, y), self._point(canvas.width_px, y))

    def band(self, left: float, top: float, right: float, bottom: float) -> None:
        """The rubber band."""
        fill = QColor(self._accent)
        fill.setAlpha(40)
        self._painter.setPen(QPen(self._accent, 1))
        self._painter.setBrush(fill)
        self._painter.drawRect(QRectF(self._point(left, top), self._point(right, bottom)))

    def note(self, words: str, at: QPointF, room: QRectF) -> None:
        """A few words on dark ground, near a point and within the room."""
        metrics = QFontMetricsF(self._painter.font())
        size = metrics.size(0, words)
        box = QRectF(at.x(), at.y(), size.width() + 16, size.height() + 8)
        box.moveLeft(min(max(room.left(), box.left()), room.right() - box.width()))
        box.moveTop(min(max(room.top(), box.top()), room.bottom() - box.height()))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_INK)
        self._painter.drawRoundedRect(box, 6, 6)
        self._painter.setPen(_PAPER)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _handles(self, frame: Frame, arm: float, *, is_cropping: bool) -> None:
        painter = self._painter
        top, turn = geo.handle_place(frame, "n"), geo.turn_place(frame, arm)
        painter.setPen(QPen(self._accent, 1.5))
        painter.drawLine(self._point(*top), self._point(*turn))
        painter.setBrush(_CROP if is_cropping else _PAPER)
        half = HANDLE_PX / 2
        for handle in HANDLES:
            middle = self._point(*geo.handle_place(frame, handle))
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, HANDLE_PX, HANDLE_PX))
        painter.setBrush(_PAPER)
        painter.drawEllipse(self._point(*turn), half + 1, half + 1)

    def _area(self, area: Area) -> None:
        canvas, box = self._viewport.canvas, area.box
        first = self._point(box.x * canvas.width_px, box.y * canvas.height_px)
        last = self._point(
            (box.x + box.width) * canvas.width_px, (box.y + box.height) * canvas.height_px
        )
        rect = QRectF(first, last)
        self._painter.setBrush(_COVER if area.is_covered else Qt.BrushStyle.NoBrush)
        edge = _COVER_EDGE if area.is_covered else _SAFE_EDGE
        self._painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine))
        self._painter.drawRect(rect)
        flag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        if area.is_covered:
            flag = Qt.AlignmentFlag.AlignCenter
        elif area.name == "safe_phone":
            flag = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        elif area.name == "safe_title":
            flag = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        inner = rect.adjusted(6, 4, -6, -4)
        self._painter.setPen(_SHADOW)
        wrap = int(flag) | int(Qt.TextFlag.TextWordWrap)
        self._painter.drawText(inner.translated(1, 1), wrap, tr(area.name))
        self._painter.setPen(_PAPER)
        self._painter.drawText(inner, wrap, tr(area.name))

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(*self._viewport.to_widget(x, y))


def figures(act: Act, layers: tuple[Layer, ...], contents: Contents) -> str:
    """What a drag has come to, in pixels of the canvas or degrees."""
    if not layers:
        return ""
    whole = geo.around(tuple(contents.frame(layer) for layer in layers))
    if act is Act.TURN and len(layers) == 1:
        return f"{geo.upright(layers[0].rotation_deg):.0f}°"
    if act in (Act.RESIZE, Act.CROP):
        return f"{whole.width:.0f} × {whole.height:.0f}"
    if act is Act.MOVE:
        left, top, _, _ = whole.bounds()
        return f"{left:.0f}, {top:.0f}"
    return ""

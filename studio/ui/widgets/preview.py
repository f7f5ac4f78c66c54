"""The programme with hands on it: pick layers, move, resize, turn and crop them where they are."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)

from studio.ui.stage import geometry as geo
from studio.ui.stage.contents import Contents
from studio.ui.stage.cursors import shape_of
from studio.ui.stage.drag import Act, Keys, Pose
from studio.ui.stage.hands import Grip, Hands, Reach
from studio.ui.stage.painting import StagePainter, figures
from studio.ui.stage.picking import Picked, gone_into
from studio.ui.theme import Theme
from studio.ui.widgets.picture_view import PictureView
from studio.ui.words import tr

_LEAST_NEAR_PX = 3.0
_SNAP_PX, _NEAR_PX, _JITTER_PX, _ARM_PX = 8.0, 8.0, 3.0, 24.0
_STEP = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class PreviewView(PictureView):
    """A view that asks for changes and never makes one itself.

    ``picked`` with `Picked`; ``posed`` with the layers' new poses, the act and a key that joins
    the steps of one drag; ``opened`` with the layer double clicked; ``menu_wanted`` with a place
    on the screen; ``dropped`` with what was let fall (QMimeData) and where on the canvas.
    """

    picked = Signal(object)
    posed = Signal(object, object, str)
    opened = Signal(str)
    menu_wanted = Signal(QPoint)
    dropped = Signal(object, QPointF)

    def __init__(self, theme: Theme, sentence: Callable[[], str]) -> None:
        super().__init__(theme, sentence)
        self.hands = Hands()
        self.shows_safe_areas = False
        self._hover = QPointF(-1, -1)
        self._pan: QPointF | None = None
        self._is_space_down = False
        self._keys = Keys()
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_contents(self, contents: Contents, picked: Picked) -> None:
        """What lies on the canvas, and which of it is selected."""
        self.set_canvas(contents.canvas)
        self.hands.show(contents, picked)
        self.update()

    def show_safe_areas(self, is_shown: bool) -> None:
        """Draw the safe areas, or not."""
        self.shows_safe_areas = is_shown
        self.update()

    def reach(self) -> Reach:
        """How near is near; the turning handle goes inside where there is no room above."""
        scale = self.viewport.scale
        arm, near = _ARM_PX, _NEAR_PX
        whole = self.hands.whole()
        if whole is not None:
            # Between the handles of a small layer there must be room to take the layer itself.
            near = min(near, max(_LEAST_NEAR_PX, min(whole.width, whole.height) * scale / 5))
            x, y = self.viewport.to_widget(*geo.turn_place(whole, arm / scale))
            if not self.rect().adjusted(4, 4, -4, -4).contains(round(x), round(y)):
                arm = -arm
        return Reach(near / scale, _SNAP_PX / scale, _JITTER_PX / scale, arm / scale)

    def paint_over(self, painter: QPainter) -> None:
        """Safe areas, selection, lines, and what a drag has come to."""
        hands, reach = self.hands, self.reach()
        over = StagePainter(painter, self.viewport, self.theme.colour("accent"))
        if self.shows_safe_areas:
            over.safe_areas()
        hovered = None
        if hands.grip is Grip.NONE and self.underMouse():
            hovered = hands.top_at(*self.canvas_point(self._hover))
        is_new = hovered is not None and hovered.id not in hands.picked.layer_ids
        if hovered is not None and is_new and not hands.contents.is_locked(hovered):
            over.outline(hands.contents.frame(hovered), 1.0)
        over.selection(hands, reach.arm, is_cropping=self._keys.is_cropping)
        over.lines(hands.step.across, hands.step.down)
        if hands.band is not None:
            over.band(*hands.band.sides())
        room = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        if hands.act is not None:
            words = figures(hands.act, hands.selected(), hands.contents)
            if words:
                over.note(words, self._hover + QPointF(16, 20), room)
            over.note(tr(f"hint_{hands.act.name.lower()}"), room.bottomLeft(), room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, a layer, a rubber band, or the whole canvas."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (is_left and self._is_space_down):
            self._pan = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() is Qt.MouseButton.RightButton and self.hands.grip is Grip.NONE:
            before = self.hands.picked
            self.hands.pick_for_menu(*self.canvas_point(event.position()))
            self._tell_picked(before)
        if not is_left:
            return
        before = self.hands.picked
        keys = event.modifiers()
        self.hands.press(
            *self.canvas_point(event.position()),
            self.reach(),
            is_adding=bool(keys & _ADDING),
            crops=bool(keys & Qt.KeyboardModifier.AltModifier),
        )
        self._tell_picked(before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow; Alt crops, Ctrl is free of what is near, Shift frees the shape."""
        self._hover = event.position()
        self._keys = _keys_of(event.modifiers())
        if self._pan is not None:
            way = event.position() - self._pan
            self._pan = event.position()
            self.set_viewport(self.viewport.moved(way.x(), way.y()))
            return
        before, hands = self.hands.picked, self.hands
        poses = hands.move(*self.canvas_point(event.position()), self._keys, self.reach())
        if poses:
            self.set_hurry(True)
            self._tell_poses(poses, hands.act)
        self._tell_picked(before)
        if hands.grip is Grip.NONE:
            self._show_cursor(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over."""
        if self._pan is not None:
            self._pan = None
            self._show_cursor(event.position())
            return
        if event.button() is Qt.MouseButton.LeftButton:
            before = self.hands.picked
            self.hands.release()
            self._tell_picked(before)
            self.set_hurry(False)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Into a group, or open what lies there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.hands.release()
        hit = self.hands.top_at(*self.canvas_point(event.position()))
        if hit is None:
            return
        before = self.hands.picked
        inside = gone_into(self.hands.contents, before, hit)
        if inside is not None:
            self.hands.picked = inside
            self._tell_picked(before)
        else:
            self.opened.emit(hit.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows nudge by a pixel or ten, Enter opens, Escape goes back, Space takes the canvas."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_down = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif key is Qt.Key.Key_Escape:
            self._go_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self.hands.selected()) == 1:
            self.opened.emit(self.hands.selected()[0].id)
        elif key in _STEP and self.hands.whole() is not None:
            times = 20 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 2
            poses = self.hands.nudge(_STEP[key][0] * times, _STEP[key][1] * times)
            self.posed.emit(poses, Act.MOVE, f"nudge-{'-'.join(self.hands.picked.layer_ids)}"[:200])
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space lets the canvas go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_down = False
            self._show_cursor(self._hover)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is let go elsewhere is not heard here."""
        self._is_space_down = False
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selection; by the Menu key too."""
        place = event.globalPos()
        whole = self.hands.whole()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and whole is not None:
            x, y = self.viewport.to_widget(whole.x, whole.y)
            place = self.mapToGlobal(QPoint(round(x), round(y)))
        self.menu_wanted.emit(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and words are welcome."""
        data = event.mimeData()
        if data.hasUrls() or data.hasImage() or data.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They become layers where they fell."""
        self.dropped.emit(event.mimeData(), QPointF(*self.canvas_point(event.position())))
        event.acceptProposedAction()

    def _tell_picked(self, before: Picked) -> None:
        if self.hands.picked != before:
            self.picked.emit(self.hands.picked)
            self.update()

    def _tell_poses(self, poses: tuple[Pose, ...], act: Act | None) -> None:
        if poses and act is not None:
            self.posed.emit(poses, act, f"drag-{id(self)}-{self.hands.number}")

    def _go_back(self) -> None:
        before, act = self.hands.picked, self.hands.act
        self._tell_poses(self.hands.go_back(), act)
        self.set_hurry(False)
        self._tell_picked(before)
        self.update()

    def _show_cursor(self, point: QPointF) -> None:
        hands, reach = self.hands, self.reach()
        x, y = self.canvas_point(point)
        whole = hands.whole()
        handle = hands.handle_at(x, y, reach)
        angle_deg = whole.angle_deg if whole is not None else 0.0
        is_over = any(
            hands.contents.frame(layer).contains(x, y)
            for layer in hands.selected()
            if not hands.contents.is_locked(layer)
        )
        self.setCursor(shape_of(handle, angle_deg, is_over_layer=is_over))
        self.setToolTip(tr("hint_handle") if handle and handle != geo.TURN else "")


def _keys_of(modifiers: Qt.KeyboardModifier) -> Keys:
    return Keys(
        is_free=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        keeps_shape=not modifiers & Qt.KeyboardModifier.ShiftModifier,
        is_cropping=bool(modifiers & Qt.KeyboardModifier.AltModifier),
    )

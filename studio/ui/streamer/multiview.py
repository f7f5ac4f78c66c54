"""All scenes at once in a window of their own: a click puts one on air, or prepares it."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from studio.core.scene import Scene
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.staging import choose_scene
from studio.ui.theme import TEXT_PX, Theme
from studio.ui.widgets.ring_view import fitted
from studio.ui.widgets.scene_row import ScenePlace, place_token, place_words
from studio.ui.words import tr

_WHO = "multiview"
_PICTURE_PX = 480
_GAP_PX, _WORDS_PX = 12, 26
_WIDTH_PX, _HEIGHT_PX = 1120, 680


class Multiview(QWidget):
    """Keys 1 to 9 choose too, F11 fills the screen, Escape closes."""

    def __init__(self, session: Session, theme: Theme, pictures: Pictures, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._session = session
        self._theme = theme
        self._pictures = pictures
        self.setWindowTitle(tr("multiview"))
        self.setAccessibleName(tr("multiview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        session.show_changed.connect(self.update)
        session.changed.connect(self.update)
        pictures.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for a dozen."""
        return QSize(_WIDTH_PX, _HEIGHT_PX)

    def tiles(self) -> list[tuple[Scene, QRect]]:
        """Each scene and where it stands."""
        show = self._session.show
        scenes = show.scenes if show is not None else ()
        if show is None or not scenes:
            return []
        ratio = show.canvas.width_px / show.canvas.height_px
        columns = _columns(len(scenes), self.width(), self.height(), ratio)
        rows = math.ceil(len(scenes) / columns)
        wide, tall = (self.width() - _GAP_PX) // columns, (self.height() - _GAP_PX) // rows
        return [
            (
                scene,
                QRect(
                    _GAP_PX + place % columns * wide,
                    _GAP_PX + place // columns * tall,
                    wide - _GAP_PX,
                    tall - _GAP_PX,
                ),
            )
            for place, scene in enumerate(scenes)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Every picture with its key, its name and its mark."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, (scene, tile) in enumerate(self.tiles(), 1):
            self._paint(painter, number, scene, tile)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the scene under the pointer."""
        for scene, tile in self.tiles():
            if tile.contains(event.position().toPoint()):
                choose_scene(self._session, scene.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, fill the screen, close."""
        place = event.key() - Qt.Key.Key_1.value
        tiles = self.tiles()
        if 0 <= place < min(9, len(tiles)):
            choose_scene(self._session, tiles[place][0].id)
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Larger pictures are wanted."""
        super().showEvent(event)
        self._pictures.want(_WHO, _PICTURE_PX)

    def hideEvent(self, event: QHideEvent) -> None:
        """No more."""
        super().hideEvent(event)
        self._pictures.want(_WHO, 0)

    def _paint(self, painter: QPainter, number: int, scene: Scene, tile: QRect) -> None:
        show = self._session.show
        if show is None:
            return
        ratio = show.canvas.width_px / show.canvas.height_px
        frame = fitted(tile.width(), tile.height() - _WORDS_PX, ratio)
        frame.translate(tile.left(), tile.top())
        painter.fillRect(frame, QColor("#000000"))
        image = self._pictures.image_of(scene.id)
        if not image.isNull():
            painter.drawImage(frame, image)
        place = ScenePlace(
            scene.id == show.current_scene_id,
            scene.id == show.preview_scene_id,
            self._session.state.is_on_air,
        )
        words = place_words(place)
        painter.setPen(QPen(self._theme.colour(place_token(place)), 3 if words else 1))
        painter.drawRect(frame)
        font = painter.font()
        font.setPixelSize(TEXT_PX)
        painter.setFont(font)
        line = QRectF(frame.left(), frame.bottom() + 2, frame.width(), _WORDS_PX)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("text"))
        key = f"{number}   " if number <= 9 else ""
        name = painter.fontMetrics().elidedText(
            key + scene.name, Qt.TextElideMode.ElideRight, round(line.width() * 0.6)
        )
        painter.drawText(line, centre | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(self._theme.colour(place_token(place)))
        painter.drawText(line, centre | Qt.AlignmentFlag.AlignRight, words)


def _columns(count: int, width_px: int, height_px: int, ratio: float) -> int:
    """How many beside each other make the pictures largest."""

    def shown(columns: int) -> float:
        rows = math.ceil(count / columns)
        room = fitted(width_px / columns, max(1.0, height_px / rows - _WORDS_PX), ratio)
        return room.width()

    return max(range(1, count + 1), key=shown)

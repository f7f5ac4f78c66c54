"""The middle of the window: the programme, and with the preview on the prepared scene beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio.core.scene import Canvas, Show
from studio.core.second_canvas import shape_of
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.stage.viewport import MARGIN_PX
from studio.ui.streamer.replay_bar import ReplayBar
from studio.ui.streamer.second_picture import SecondPicture
from studio.ui.streamer.transition_bar import TransitionBar
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.preview import PreviewView
from studio.ui.widgets.ring_view import RingView, fitted
from studio.ui.words import tr

_GAP_PX = 8
_HEAD_PX = 24
_BAR_PX = 42
_LEAST_HANDS_PX = (220, 160)


class TwoPictures(QWidget):
    """``hands`` is worked in: it shows the prepared scene if there is one, else the programme."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        hands: PreviewView,
        pictures: Pictures,
        second: SecondPicture | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._hands = hands
        self._pictures = pictures
        self._is_preparing = self._has_replay = False
        self.bar = TransitionBar(session, theme)
        self.programme = RingView(tr("programme"), lambda: tr("preview_waits"))
        hands.setMinimumSize(*_LEAST_HANDS_PX)
        self._hands_head = _Head()
        self._programme_head = _Head()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(_GAP_PX)
        self._both.addWidget(_framed(self._hands_head, hands), 1)
        self._other = _framed(self._programme_head, _inset(self.programme))
        self._both.addWidget(self._other, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        self._second = second or SecondPicture(session, theme)
        pair = QHBoxLayout()
        pair.setSpacing(_GAP_PX)
        pair.addLayout(self._both, 1)
        pair.addWidget(self._second)
        layout.addLayout(pair, 1)
        self.replay = ReplayBar(session, theme)
        layout.addWidget(self.replay)
        layout.addWidget(self.bar)
        self._connect()
        self._other.hide()
        self._hands_head.hide()
        self.refresh()

    def _connect(self) -> None:
        session, pictures = self._session, self._pictures
        session.preview_changed.connect(self._open)
        session.show_changed.connect(self.refresh)
        session.changed.connect(self._follow_air)
        pictures.prepared_changed.connect(self._open)
        self._second.turned_on.connect(self._show_second)
        self.bar.second.clicked.connect(self._toggle_second)
        self._second.follow(pictures, self._hands)

    def refresh(self) -> None:
        """One picture or two, as the show says."""
        show = self._session.show
        is_preparing = show is not None and bool(show.preview_scene_id)
        if is_preparing != self._is_preparing:
            self._is_preparing = is_preparing
            self._other.setVisible(is_preparing)
            self._hands_head.setVisible(is_preparing or self._second.is_on)
            self._open()
        self._turn()
        self.bar.second.setVisible(show is not None)
        self.bar.second.setText(self._second.word)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below each other, whichever shows more."""
        super().resizeEvent(event)
        self._turn()

    def _open(self) -> None:
        programme = self._session.state.preview
        self._hands.open(self._pictures.prepared if self._is_preparing else programme)
        if self._is_preparing:
            self.programme.open(programme)

    def _turn(self) -> None:
        canvas = self._session.show.canvas if self._session.show is not None else Canvas()
        ratio = canvas.width_px / canvas.height_px
        replay_px = _BAR_PX if self._session.state.replay.is_on_air else 0
        whole, height = self.width(), self.height() - self.bar.height() - _GAP_PX - replay_px
        second_px = self._second.wide_px(whole, height)
        self._second.setFixedWidth(second_px or whole)
        width = whole - second_px - _GAP_PX if second_px else whole
        edge = 2 * round(MARGIN_PX)
        beside = fitted((width - _GAP_PX) / 2 - edge, height - _HEAD_PX - edge, ratio)
        below = fitted(width - edge, (height - _GAP_PX) / 2 - _HEAD_PX - edge, ratio)
        direction = QBoxLayout.Direction.LeftToRight
        if below.width() > beside.width():
            direction = QBoxLayout.Direction.TopToBottom
        self._both.setDirection(direction)
        is_beside = direction is QBoxLayout.Direction.LeftToRight
        if not self._is_preparing:
            is_beside, below = False, fitted(width - edge, height - _HEAD_PX - edge, ratio)
        room = (width - _GAP_PX) / 2 if is_beside else width
        shown = beside if is_beside else below
        for head in (self._hands_head, self._programme_head):
            head.stand_at(round((room - shown.width()) / 2))

    def _show_second(self, is_on: bool) -> None:
        self.bar.second.setChecked(is_on)
        self._hands_head.setVisible(is_on or self._is_preparing)
        self._turn()

    def _toggle_second(self) -> None:
        self._second.toggle()
        self.bar.second.setChecked(self._second.is_on)

    def _follow_air(self) -> None:
        if self._session.state.replay.is_on_air != self._has_replay:
            self._has_replay = self._session.state.replay.is_on_air
            self._turn()
        self._say()

    def _say(self) -> None:
        show = self._session.show
        if show is None:
            return
        if not self._is_preparing:
            canvas = show.canvas
            size = f"{canvas.width_px} × {canvas.height_px}"
            self._hands_head.say(tr(f"canvas_{shape_of(canvas)}"), size, "")
            return
        is_live = self._session.state.is_on_air
        self._hands_head.say(tr("scene_prepared"), _name(show, show.preview_scene_id), "prepared")
        words = tr("scene_on_air") if is_live else tr("scene_programme")
        name = tr("replay_on_air") if self._has_replay else _name(show, show.current_scene_id)
        self._programme_head.say(words, name, "live" if is_live else "")


class _Head(QWidget):
    """A word for what a picture is, and the scene's name."""

    def __init__(self) -> None:
        super().__init__()
        self._state = plain_label("", "scenestate")
        self._name = plain_label("", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._state)
        layout.addWidget(self._name, 1)
        self.setFixedHeight(_HEAD_PX)

    def stand_at(self, left_px: int) -> None:
        """Above the picture's left edge."""
        self.setContentsMargins(max(0, left_px), 0, 0, 0)

    def say(self, words: str, name: str, tone: str) -> None:
        """What it is now."""
        self._state.setText(words)
        set_tone(self._state, tone)
        self._name.setText(name)


def _inset(picture: QWidget) -> QWidget:
    """With the margin that the stage leaves for its handles, so that both are as large."""
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(*(round(MARGIN_PX),) * 4)
    layout.addWidget(picture)
    return frame


def _framed(head: QWidget, picture: QWidget) -> QWidget:
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(picture, 1)
    return frame


def _name(show: Show, scene_id: str) -> str:
    scene = show.scene(scene_id)
    return scene.name if scene is not None else ""

"""The second canvas beside the first: the same layers in another shape, with hands on it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.core.edits import ChangeSecondCanvas
from studio.core.scene import Canvas
from studio.core.second_canvas import shape_of, turned
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.stage.viewport import MARGIN_PX
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.preview import PreviewView
from studio.ui.words import tr

HEAD_PX = 24
_GAP_PX = 4
_MOST_SHARE = 0.42  # of the room for all pictures
_LEAST_PX = 150


class SecondPicture(QWidget):
    """Shown while the show has a second canvas, unless it was put away. ``turned_on``: or off.

    ``touched``: it is worked on now, or no more.
    """

    turned_on = Signal(bool)
    touched = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._pictures: Pictures | None = None
        self._first: QWidget | None = None
        self._is_wanted = True
        self._is_on = False
        self.is_touched = False
        self.view = PreviewView(theme, lambda: tr("second_waits"))
        self.view.setMinimumSize(_LEAST_PX, _LEAST_PX)
        self.view.setAccessibleName(tr("second_canvas"))
        self._name = plain_label("", "scenestate")
        self._size = plain_label("", "quiet")
        self._head = QWidget()
        self._head.setFixedHeight(HEAD_PX)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(round(MARGIN_PX), 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._size, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.view, 1)
        self.hide()
        self.view.installEventFilter(self)
        session.show_changed.connect(self.refresh)

    @property
    def is_on(self) -> bool:
        """Whether it is shown."""
        return self._is_on

    @property
    def word(self) -> str:
        """What the switch is called: the shape of the other canvas."""
        show = self._session.show
        canvas = show.canvas if show is not None else Canvas()
        other = show.second_canvas if show is not None else None
        return tr(f"canvas_{shape_of(other or turned(canvas))}")

    def follow(self, pictures: Pictures, first: QWidget) -> None:
        """Where its picture comes from, and the view of the first canvas beside it."""
        self._pictures, self._first = pictures, first
        first.installEventFilter(self)
        pictures.second_changed.connect(self._open)
        self.refresh()

    def toggle(self) -> None:
        """Show it, with a second canvas if there is none yet, or put it away."""
        show = self._session.show
        if show is None:
            return
        self._is_wanted = not self._is_on
        if self._is_wanted and show.second_canvas is None:
            self._session.edit(ChangeSecondCanvas(turned(show.canvas)))
        self.refresh()

    def switch_off(self) -> None:
        """The show has one canvas again."""
        self._session.edit(ChangeSecondCanvas())

    def refresh(self) -> None:
        """As the show says."""
        show = self._session.show
        canvas = show.second_canvas if show is not None else None
        if canvas is not None:
            self._name.setText(self.word)
            self._size.setText(f"{canvas.width_px} × {canvas.height_px}")
        is_on = canvas is not None and self._is_wanted
        if is_on != self._is_on:
            self._is_on = is_on
            self.setVisible(is_on)
            if not is_on:
                self._touch(is_touched=False)
            if self._pictures is not None:
                self._pictures.want_second(is_on)
            self._open()
            self.turned_on.emit(is_on)

    def wide_px(self, width_px: int, height_px: int) -> int:
        """How much of a room it takes beside the others; 0 while it is not shown."""
        show = self._session.show
        canvas = show.second_canvas if show is not None else None
        if not self._is_on or canvas is None:
            return 0
        edge = 2 * round(MARGIN_PX)
        high_px = height_px - HEAD_PX - _GAP_PX - edge
        fitting = round(high_px * canvas.width_px / canvas.height_px) + edge
        return max(_LEAST_PX, min(fitting, round(width_px * _MOST_SHARE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who has the focus is worked on: keys and menus act there."""
        if event.type() == QEvent.Type.FocusIn:
            self._touch(is_touched=watched is self.view)
        return False

    def _touch(self, *, is_touched: bool) -> None:
        self.is_touched = is_touched
        set_tone(self._name, "prepared" if is_touched else "")
        self.touched.emit()

    def _open(self) -> None:
        if self._pictures is not None:
            self.view.open(self._pictures.second)

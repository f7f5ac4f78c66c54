"""The programme over a whole display, for a monitor that people in front of the camera see."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPalette, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.session import Session
from studio.ui.widgets.ring_view import RingView, fitted
from studio.ui.words import tr


class Projector(QWidget):
    """Escape or a double click closes it. ``changed``: it fills a display, or is gone."""

    changed = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("projector"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._session = session
        self.view = RingView(tr("programme"), lambda: tr("preview_waits"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        session.preview_changed.connect(self._open)
        self._open()

    def fill(self, screen: QScreen) -> None:
        """Over all of that display."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.changed.emit()
        self.setCursor(Qt.CursorShape.BlankCursor)

    @property
    def long_side_px(self) -> int:
        """Of its picture, in pixels of the screen; 0 when it is not shown."""
        if not self.isVisible():
            return 0
        place = fitted(self.width(), self.height(), self.view.ratio)
        return round(max(place.width(), place.height()) * self.devicePixelRatioF())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody needs its size any more."""
        super().closeEvent(event)
        self.hide()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Closes too."""
        self.close()

    def _open(self) -> None:
        self.view.open(self._session.state.preview)

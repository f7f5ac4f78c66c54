"""One sentence that floats for a while over the window's lower edge, and goes by itself."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio.ui.widgets.panel import plain_label, set_tone

_SHOWN_MS = 5000


class Toast(QFrame):
    """`say` shows a sentence; the newest replaces the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._label = plain_label()
        self._label.setWordWrap(True)
        self._label.setMaximumWidth(520)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.addWidget(self._label)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text() if self.isVisible() else ""

    def say(self, sentence: str, tone: str = "") -> None:
        """Show it."""
        self._label.setText(sentence[:1].upper() + sentence[1:])
        set_tone(self, tone)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """In the middle above the lower edge; called when the window changes its size."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 56)

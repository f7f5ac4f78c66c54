"""One sentence that floats for a while over the window's lower edge, and goes by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from studio.ui.widgets.panel import plain_label, set_tone

_EDGE_PX, _ACT_EDGE_PX = 56, 124
_SHOWN_MS = 5000
_ACT_SHOWN_MS = 8000


@dataclass(frozen=True, slots=True)
class ToastAct:
    """What can be done about it, as a button."""

    words: str
    do: Callable[[], object]


class Say(Protocol):
    """How parts of a window have a sentence shown."""

    def __call__(self, sentence: str, tone: str = "", act: ToastAct | None = None) -> None:
        """Show it."""


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
        layout.setSpacing(12)
        layout.addWidget(self._label)
        self.button = QPushButton()
        self.button.clicked.connect(self._do)
        self.button.hide()
        layout.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._act: ToastAct | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text() if self.isVisible() else ""

    def say(self, sentence: str, tone: str = "", act: ToastAct | None = None) -> None:
        """Show it; with an act it stays a little longer, and takes clicks."""
        self._act = act
        self.button.setText(act.words if act is not None else "")
        self.button.setVisible(act is not None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, act is None)
        self._label.setText(sentence[:1].upper() + sentence[1:])
        set_tone(self, tone)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_MS if act is None else _ACT_SHOWN_MS)

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act.do()

    def place(self) -> None:
        """In the middle above the lower edge; called when the window changes its size."""
        parent = self.parentWidget()
        if parent is not None:
            # What takes clicks lies above the bars at the edge, not on them.
            edge_px = _EDGE_PX if self._act is None else _ACT_EDGE_PX
            self.move(
                (parent.width() - self.width()) // 2, parent.height() - self.height() - edge_px
            )

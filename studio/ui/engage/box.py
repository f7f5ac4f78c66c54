"""A section of the panel of what viewers take part in: its name, a note beside, what is in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.ui.widgets.panel import plain_label


def left_words(closes_wall_ms: int, now_wall_ms: int) -> str:
    """How long it is still open, as minutes and seconds; empty when nobody said how long."""
    if not closes_wall_ms:
        return ""
    left_s = max(0, -(-(closes_wall_ms - now_wall_ms) // 1000))
    return f"{left_s // 60}:{left_s % 60:02d}"


class Box(QWidget):
    """Fill it through ``rows``; buttons stand side by side in ``buttons``."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = plain_label(title, "heading")
        self.note = plain_label("", "figures")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.note)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 8)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(self.rows)
        whole.addLayout(self.buttons)

    def button(self, words: str, act: Callable[[], object], name: str = "") -> QPushButton:
        """One more, at the right of the others."""
        made = QPushButton(words)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        self.buttons.addWidget(made, 1)
        return made

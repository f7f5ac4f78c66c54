"""A panel with a heading, a few tools beside it, and what it holds below."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.ui.icons import icon
from studio.ui.theme import Theme


def plain_label(text: str = "", name: str = "") -> QLabel:
    """A label that never takes its text for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if name:
        label.setObjectName(name)
    return label


def tool_button(drawing: str, tip: str, theme: Theme, act: Callable[[], object]) -> QToolButton:
    """A small button with a drawing; its tip is also what a screen reader says."""
    button = QToolButton()
    button.setIcon(icon(drawing, theme))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.clicked.connect(lambda _checked=False: act())
    return button


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone of the style sheet."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule() -> QFrame:
    """A line of one pixel."""
    line = QFrame()
    line.setObjectName("rule")
    return line


class Panel(QWidget):
    """Fill it through ``body``; add tools with `add_tool`."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = theme
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 6, 8, 0)
        self._title = plain_label(title, "heading")
        heading.addWidget(self._title)
        heading.addStretch(1)
        heading.addLayout(self._tools)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(8, 4, 8, 8)
        self.body.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(heading)
        whole.addLayout(self.body)

    def set_title(self, title: str) -> None:
        """Another heading."""
        self._title.setText(title)

    def add_tool(self, drawing: str, tip: str, act: Callable[[], object]) -> QToolButton:
        """A button at the right of the heading."""
        button = tool_button(drawing, tip, self.theme, act)
        self._tools.addWidget(button)
        return button

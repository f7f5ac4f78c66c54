"""A panel with a heading, a few tools beside it, and what it holds below."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.ui.icons import icon
from studio.ui.theme import Theme

_HEADING_PX = 34


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


def fit_height(label: QLabel) -> None:
    """Keep room for all of a label's wrapped words at its present width."""
    label.setMinimumHeight(label.heightForWidth(label.width()))


def rule() -> QFrame:
    """A line of one pixel."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def stacked(*widgets: QWidget) -> QWidget:
    """Above each other without a gap; the second has what room there is."""
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for place, widget in enumerate(widgets):
        rows.addWidget(widget, 1 if place == 1 else 0)
    return whole


class _Heading(QWidget):
    """As high as it was made: a dock asks for the hint of its title bar, whatever its size."""

    def sizeHint(self) -> QSize:
        """The fixed height."""
        return QSize(super().sizeHint().width(), self.maximumHeight())


class Panel(QWidget):
    """Fill it through ``body``; add tools with `add_tool`.

    ``heading`` is a widget of its own, which a dock takes as its title bar; ``titled`` says that
    the title is another one. ``least_px``: what it needs beside others, if that is much.
    """

    titled = Signal(str)

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = theme
        self.least_px = 0
        self.heading = _Heading()
        self.heading.setObjectName("headingbar")
        self.heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading_row = QHBoxLayout(self.heading)
        self.heading_row.setContentsMargins(12, 2, 6, 2)
        self.heading.setFixedHeight(_HEADING_PX)
        self.heading_row.setSpacing(2)
        self.title_label = plain_label(title, "heading")
        self.heading_row.addWidget(self.title_label)
        self.heading_row.addStretch(1)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        self.heading_row.addLayout(self._tools)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(8, 2, 8, 8)
        self.body.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.heading)
        whole.addLayout(self.body)

    @property
    def title(self) -> str:
        """What stands in the heading."""
        return self.title_label.text()

    @property
    def has_tools(self) -> bool:
        """Whether the heading holds more than the title."""
        return self._tools.count() > 0

    def set_heading(self, is_shown: bool) -> None:
        """Without its height a heading takes no room, also as a dock's title bar."""
        self.heading.setVisible(is_shown)
        self.heading.setFixedHeight(_HEADING_PX if is_shown else 0)

    def set_title(self, title: str) -> None:
        """Another heading."""
        self.title_label.setText(title)
        self.titled.emit(title)

    def add_part(self, widget: QWidget) -> None:
        """Any widget at the right of the heading; one that is hidden takes no room."""
        self._tools.addWidget(widget)

    def add_tool(self, drawing: str, tip: str, act: Callable[[], object]) -> QToolButton:
        """A button at the right of the heading."""
        button = tool_button(drawing, tip, self.theme, act)
        self._tools.addWidget(button)
        return button

    def put_tool(self, button: QToolButton) -> None:
        """A button of somebody else's, left of the others."""
        self._tools.insertWidget(0, button)

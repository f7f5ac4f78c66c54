"""A button with the page's emotes: a click puts one into the line."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from studio.core.emotes import EMOTES
from studio.ui.words import tr

_COLUMNS = 8
_SIDE_PX = 32


class EmoteButton(QToolButton):
    """Keeps the line's focus where it was: what is typed goes on behind the emote."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.setText("\u263a")
        self.setObjectName("emotes")
        self.setToolTip(tr("chat_emotes"))
        self.setAccessibleName(tr("chat_emotes"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._grid())
        menu.addAction(action)
        self.setMenu(menu)

    def insert(self, emote: str) -> None:
        """Put it where the cursor is."""
        self._line.insert(emote)
        self.menu().hide()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self) -> QWidget:
        grid = QWidget()
        rows = QGridLayout(grid)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.setSpacing(0)
        for place, (code, emote) in enumerate(EMOTES.items()):
            button = QToolButton()
            button.setText(emote)
            button.setFixedSize(_SIDE_PX, _SIDE_PX)
            button.setAccessibleName(f":{code}:")
            button.clicked.connect(partial(self.insert, emote))
            rows.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        return grid

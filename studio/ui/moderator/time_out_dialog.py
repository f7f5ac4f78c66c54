"""How long somebody may not write, and why: a number key and Enter."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.room import RoomMessage
from studio.ui.chat.acts import USUAL_TIME_OUT_S
from studio.ui.chat.wording import line_of, name_of
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

# Seconds, 0 for good, and their words.
LENGTHS = (
    (60, "length_minute"),
    (600, "length_ten_minutes"),
    (3600, "length_hour"),
    (86_400, "length_day"),
    (0, "length_for_good"),
)
_REASON_CHARACTERS = 200
_LEAST_PX = 460


class TimeOutDialog(QDialog):
    """``take(seconds, reason)`` once it is decided; it stays with the person it was opened for."""

    def __init__(
        self, parent: QWidget, kept: RoomMessage, take: Callable[[int, str], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("time_out_title", name=name_of(kept)))
        self._take = take
        said = plain_label(line_of(kept), "quiet")
        said.setWordWrap(True)
        self.lengths = QButtonGroup(self)
        self.reason = QLineEdit(placeholderText=tr("time_out_reason"))
        self.reason.setMinimumWidth(_LEAST_PX)
        self.reason.setMaxLength(_REASON_CHARACTERS)
        self.reason.setAccessibleName(tr("time_out_reason"))
        self.accept_button = QPushButton(tr("time_out_do"))
        self.accept_button.setObjectName("primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._decide)
        cancel = QPushButton(tr("cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(cancel)
        below.addStretch(1)
        below.addWidget(self.accept_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        rows.addWidget(said)
        rows.addLayout(self._choices())
        rows.addWidget(self.reason)
        rows.addLayout(below)

    def choose(self, seconds: int) -> None:
        """That length."""
        self.lengths.button(seconds).setChecked(True)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for place, (seconds, words) in enumerate(LENGTHS, 1):
            button = QPushButton(f"{tr(words)}  {place}")
            button.setAccessibleName(tr(words))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(seconds == USUAL_TIME_OUT_S)
            self.lengths.addButton(button, seconds)
            shortcut = QShortcut(QKeySequence(str(place)), self)
            shortcut.activated.connect(partial(self.choose, seconds))
            row.addWidget(button)
        row.addStretch(1)
        first = self.lengths.checkedButton()
        if first is not None:
            first.setFocus()
        return row

    def _decide(self) -> None:
        self._take(self.lengths.checkedId(), self.reason.text().strip())
        self.accept()

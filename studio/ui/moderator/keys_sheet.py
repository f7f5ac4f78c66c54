"""The keys on one sheet, by what they are about; Escape or ? puts it away."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.ui.command import GROUPS, Command
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_NATIVE = QKeySequence.SequenceFormat.NativeText
_COLUMNS = 2
_MORE_PX = 56


class KeysSheet(QDialog):
    """Only those that have a key; what the window can do without one is in the palette."""

    def __init__(self, parent: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("keys_sheet"))
        columns = QGridLayout()
        columns.setHorizontalSpacing(32)
        columns.setVerticalSpacing(16)
        place = 0
        for group in GROUPS:
            of_group = [one for one in commands if one.group == group and one.keys]
            if of_group:
                row, column = divmod(place, _COLUMNS)
                at_top = Qt.AlignmentFlag.AlignTop
                columns.addLayout(_group(group, of_group), row, column, at_top)
                place += 1
        self.resize(columns.sizeHint() + QSize(_MORE_PX, 2 * _MORE_PX))
        close = QPushButton(tr("close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence("?"), self).activated.connect(self.accept)
        inside = QWidget()
        inside.setLayout(columns)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(16)
        rows.addWidget(scroll, 1)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _group(name: str, commands: Sequence[Command]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.addWidget(plain_label(tr(f"group_{name}"), "heading"), 0, 0, 1, 2)
    for row, command in enumerate(commands, 1):
        key = plain_label(QKeySequence(command.keys[0]).toString(_NATIVE), "key")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(key, row, 0)
        grid.addWidget(plain_label(command.words), row, 1)
    return grid

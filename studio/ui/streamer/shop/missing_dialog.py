"""Files that the show names and that are not there: what they are, and a folder to look in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.library import Missing
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_SIZE_PX = (560, 380)


class MissingDialog(QDialog):
    """``searched`` with the folder to look in."""

    searched = Signal(str)

    def __init__(self, parent: QWidget, missing: tuple[Missing, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("missing_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("missing_title"))
        self.list.setWordWrap(True)
        self._result = plain_label("", "alarm")
        note = plain_label(tr("missing_note"), "quiet")
        note.setWordWrap(True)
        self.look, close = QPushButton(tr("missing_look")), QPushButton(tr("missing_close"))
        self.look.setObjectName("primary")
        self.look.clicked.connect(self._choose)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(note)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._result)
        layout.addLayout(buttons)
        self.show_missing(missing, None)

    @property
    def result(self) -> str:  # type: ignore[override]
        """What the last search came to."""
        return self._result.text()

    def show_missing(self, missing: tuple[Missing, ...], found: int | None) -> None:
        """Show these, and how many were found; None: nobody has looked yet."""
        self.list.clear()
        for one in missing:
            self.list.addItem(f"{one.used_by}\n{one.path}")
        self.look.setEnabled(bool(missing))
        if found is not None:
            words = tr("missing_found", count=found, left=len(missing))
            self._result.setText(tr("missing_none_left") if not missing else words)
            set_tone(self._result, "warning" if missing else "good")

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("missing_look"))
        if folder:
            self.searched.emit(folder)

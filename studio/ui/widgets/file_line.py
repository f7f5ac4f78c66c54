"""The path of a file in a line, and a button that looks for one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from studio.ui.words import tr


class FileLine(QWidget):
    """``changed(path)`` after a person chose or typed one. ``kinds``: as QFileDialog takes them."""

    def __init__(self, path: str, kinds: str, changed: Callable[[str], None]) -> None:
        super().__init__()
        self._kinds = kinds
        self._changed = changed
        self.line = QLineEdit(path)
        self.line.setMinimumWidth(60)
        self.line.editingFinished.connect(lambda: changed(self.line.text().strip()))
        self.button = QPushButton(tr("choose"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def show_path(self, path: str) -> None:
        """Be this, and tell nobody; what is half typed stays."""
        if not self.line.hasFocus() and self.line.text() != path:
            self.line.setText(path)

    def setAccessibleName(self, name: str) -> None:
        """The line is called the same."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _open(self) -> None:
        start = self.line.text()
        dialog = QFileDialog(self, tr("choose_file"), str(Path(start).parent) if start else "")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._kinds, f"{tr('all_files')} (*)"])
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.line.setText(path)
        self._changed(path)

"""What a file would bring, and what could not be carried, before anything is taken over."""

import re
from pathlib import Path

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

from studio.core.imports.report import Note
from studio.core.library import Taken
from studio.ui.sentences import said
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_SIZE_PX = (600, 480)
_MOST_SCENES = 12
# A word alone, or before a name in quotation marks; what is within them is a person's own.
_PLACE = re.compile(
    r"\A(?:video|output|canvas|hotkeys|transitions|report)\Z"
    r"|(?:(?<=\A)|(?<=['\"], ))(?:scene|item|source|transition|script|global)(?= ['\"])"
)


def note_words(note: Note) -> str:
    """Where, then what; names stay as they are."""
    where = _PLACE.sub(_place_word, note.where)
    return tr("import_note", where=where[:1].upper() + where[1:], what=said(note.what))


def _place_word(found: re.Match[str]) -> str:
    return tr(f"import_place_{found[0]}")


class ImportDialog(QDialog):
    """``chosen(is_opened)`` when it is to be taken over, and opened at once or later."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget, path: str, taken: Taken) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("shop_import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._taken = taken
        self.notes = QListWidget()
        self.notes.setAccessibleName(tr("import_lost"))
        self.notes.setWordWrap(True)
        for note in taken.notes:
            self.notes.addItem(note_words(note))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(plain_label(taken.name or Path(path).name, "title"))
        layout.addWidget(plain_label(tr("import_from", origin=taken.origin), "quiet"))
        for words in self._brought():
            label = plain_label(words)
            label.setWordWrap(True)
            layout.addWidget(label)
        count = len(taken.notes)
        lost = tr("import_lost_count", count=count) if count else tr("import_whole")
        layout.addSpacing(8)
        layout.addWidget(plain_label(lost, "heading"))
        layout.addWidget(self.notes, 1)
        self.notes.setVisible(bool(count))
        if not count:
            layout.addStretch(1)
        layout.addLayout(self._buttons())

    def save_report(self, path: Path) -> None:
        """Keep what could not be carried as text. Raises OSError."""
        lines = [note_words(note) for note in self._taken.notes]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _brought(self) -> list[str]:
        taken, words = self._taken, []
        if taken.scenes:
            names = ", ".join(taken.scenes[:_MOST_SCENES])
            left = len(taken.scenes) - _MOST_SCENES
            names += f" … (+{left})" if left > 0 else ""
            words.append(tr("import_scenes", count=len(taken.scenes), names=names))
            words.append(tr("import_sources", count=taken.sources))
        if taken.has_profile:
            words.append(tr("import_profile"))
        words.append(tr("import_beside"))
        return words

    def _buttons(self) -> QHBoxLayout:
        report, cancel = QPushButton(tr("import_save_report")), QPushButton(tr("cancel"))
        self.keep, self.open_now = QPushButton(tr("import_keep")), QPushButton(tr("import_open"))
        self.open_now.setObjectName("primary")
        self.open_now.setDefault(True)
        report.setVisible(bool(self._taken.notes))
        report.clicked.connect(self._choose_report)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(lambda: self._choose(is_opened=False))
        self.open_now.clicked.connect(lambda: self._choose(is_opened=True))
        row = QHBoxLayout()
        row.addWidget(report)
        row.addStretch(1)
        for button in (cancel, self.keep, self.open_now):
            row.addWidget(button)
        return row

    def _choose(self, *, is_opened: bool) -> None:
        self.chosen.emit(is_opened)
        self.accept()

    def _choose_report(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, tr("import_save_report"), f"{self._taken.name}.txt", "Text (*.txt)"
        )
        if name:
            self.save_report(Path(name))

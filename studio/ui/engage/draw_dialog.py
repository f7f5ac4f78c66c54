"""A new lucky draw: the prize, how to enter, who may, and how many win."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.core.engage import MOST_WINNERS, DrawRules
from studio.core.messages.requests import OpenDraw
from studio.ui.engage.poll_dialog import time_box
from studio.ui.widgets.dialog_foot import DialogFoot
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 440


class DrawDialog(QDialog):
    """``start(request)`` at the end."""

    def __init__(self, parent: QWidget, start: Callable[[OpenDraw], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("draw_title"))
        self.setMinimumWidth(_WIDTH_PX)
        self._start = start
        self.prize = QLineEdit(maxLength=140)
        self.keyword = QLineEdit(maxLength=40)
        self.keyword.setPlaceholderText(tr("draw_keyword_none"))
        self.winners = QSpinBox(minimum=1, maximum=MOST_WINNERS)
        self.time = time_box(120)
        self.regulars = QCheckBox(tr("draw_regulars"))
        self.writers = QCheckBox(tr("draw_writers"))
        self.new_winners = QCheckBox(tr("draw_new_winners"))
        self.new_winners.setChecked(True)
        self.note = plain_label(tr("draw_note"), "quiet")
        self.note.setWordWrap(True)
        self._lay_out()
        self.prize.setFocus()

    def request(self) -> OpenDraw:
        """What the dialog says now."""
        rules = DrawRules(
            prize=self.prize.text().strip(),
            keyword=self.keyword.text().strip(),
            winners=self.winners.value(),
            is_for_regulars=self.regulars.isChecked(),
            is_for_writers=self.writers.isChecked(),
            is_for_new_winners=self.new_winners.isChecked(),
        )
        return OpenDraw(rules, self.time.currentData())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (tr("draw_prize"), self.prize),
            (tr("draw_keyword"), self.keyword),
            (tr("draw_winners"), self.winners),
            (tr("engage_time"), self.time),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        buttons = DialogFoot(self, tr("draw_start"), self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        for box in (self.regulars, self.writers, self.new_winners):
            layout.addWidget(box)
        layout.addWidget(self.note)
        layout.addWidget(buttons)

    def _accept(self) -> None:
        self._start(self.request())
        self.accept()

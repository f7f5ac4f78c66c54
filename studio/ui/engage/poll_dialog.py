"""A new poll: a question, two to six options, how long; or one of before again."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.core.engage import MOST_OPTIONS, PollNow
from studio.core.messages.requests import OpenPoll
from studio.ui.widgets.dialog_foot import DialogFoot
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 440
_MOST_BEFORE = 10
TIMES_S = (30, 60, 120, 300, 600, 0)


def time_words(seconds: int) -> str:
    """Half a minute, five minutes, or until it is closed."""
    if not seconds:
        return tr("engage_no_end")
    return (
        tr("engage_seconds", count=seconds)
        if seconds < 60
        else tr("engage_minutes", count=seconds // 60)
    )


def time_box(chosen_s: int) -> QComboBox:
    """How long viewers may take part."""
    box = QComboBox()
    for seconds in TIMES_S:
        box.addItem(time_words(seconds), seconds)
    box.setCurrentIndex(TIMES_S.index(chosen_s))
    return box


class PollDialog(QDialog):
    """``start(request)`` at the end."""

    def __init__(
        self, parent: QWidget, past: Sequence[PollNow], start: Callable[[OpenPoll], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("poll_title"))
        self.setMinimumWidth(_WIDTH_PX)
        self._start = start
        self.templates = QComboBox()
        self.templates.addItem(tr("poll_own"), ("", ()))
        self.templates.addItem(tr("poll_yes_no"), ("", (tr("poll_yes"), tr("poll_no"))))
        for one in past[:_MOST_BEFORE]:
            self.templates.addItem(one.poll.question, (one.poll.question, one.poll.options))
        self.question = QLineEdit(maxLength=140)
        self.options = [QLineEdit(maxLength=60) for _ in range(MOST_OPTIONS)]
        self.time = time_box(60)
        self.hidden = QCheckBox(tr("poll_hidden"))
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self._lay_out()
        self.templates.activated.connect(lambda _place: self._fill())
        for line in (self.question, *self.options):
            line.textChanged.connect(lambda _text: self._check())
        self._check()
        self.question.setFocus()

    def request(self) -> OpenPoll:
        """What the dialog says now."""
        return OpenPoll(
            self.question.text().strip(),
            tuple(self._given()),
            self.time.currentData(),
            self.hidden.isChecked(),
        )

    def _given(self) -> list[str]:
        return [words for line in self.options if (words := line.text().strip())]

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [
            (tr("poll_template"), self.templates),
            (tr("poll_question"), self.question),
            *((tr("poll_option", number=i), line) for i, line in enumerate(self.options, 1)),
            (tr("engage_time"), self.time),
        ]
        for words, field in rows:
            field.setAccessibleName(words)
            form.addRow(words, field)
        buttons = DialogFoot(self, tr("poll_start"), self._accept)
        self.accept_button = buttons.accept_button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.hidden)
        layout.addWidget(self.note)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        question, options = self.templates.currentData()
        if question:
            self.question.setText(question)
        for place, line in enumerate(self.options):
            line.setText(options[place] if place < len(options) else "")

    def _check(self) -> None:
        given = self._given()
        are_same = len({one.casefold() for one in given}) < len(given)
        self.note.setText(tr("poll_same" if are_same else "poll_note"))
        is_whole = bool(self.question.text().strip()) and len(given) >= 2
        self.accept_button.setEnabled(is_whole and not are_same)

    def _accept(self) -> None:
        self._start(self.request())
        self.accept()

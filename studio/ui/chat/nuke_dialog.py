"""A phrase to be taken away from the last minutes: what would go, before it goes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.chat import MOST_CHARACTERS
from studio.core.messages.requests import Nuke, PreviewNuke, UndoNuke
from studio.core.messages.results import NukeDone, NukePreview, Result
from studio.ui.chat.wording import name_of
from studio.ui.session import Session
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.toast import Say, ToastAct
from studio.ui.words import tr

_WIDTH_PX, _SAMPLE_PX = 460, 176
_SOON_MS = 250
_MINUTES = (1, 5, 10, 30, 60, 240, 1440)
_FIRST = 2
_SILENCES_S = (0, 60, 600, 3600, 86_400)


class NukeDialog(QDialog):
    """Looks a moment after every change; afterwards the window offers to undo it."""

    def __init__(self, session: Session, parent: QWidget, say: Say, phrase: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("nuke"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH_PX)
        self._session = session
        self._say = say
        self.phrase = QLineEdit(phrase, maxLength=MOST_CHARACTERS)
        self.phrase.setPlaceholderText(tr("nuke_phrase_hint"))
        self.is_pattern = QCheckBox(tr("nuke_pattern"))
        self.minutes = QComboBox()
        for minutes in _MINUTES:
            self.minutes.addItem(_time_words(minutes * 60), minutes)
        self.minutes.setCurrentIndex(_FIRST)
        self.silence = QComboBox()
        for seconds in _SILENCES_S:
            self.silence.addItem(_time_words(seconds) if seconds else tr("nuke_nobody"), seconds)
        self.found = plain_label(tr("nuke_hint"), "quiet")
        self.found.setWordWrap(True)
        self.sample = QListWidget()
        self.sample.setAccessibleName(tr("nuke_sample"))
        self.sample.setFixedHeight(_SAMPLE_PX)
        self.accept_button = QPushButton(tr("nuke_do"))
        self.accept_button.setObjectName("primary")
        self.accept_button.clicked.connect(self._drop)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self._look()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (tr("nuke_phrase"), self.phrase),
            ("", self.is_pattern),
            (tr("nuke_minutes"), self.minutes),
            (tr("nuke_silence"), self.silence),
        ):
            field.setAccessibleName(words or self.is_pattern.text())
            form.addRow(words, field)
        cancel = QPushButton(tr("cancel"))
        cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addStretch(1)
        below.addWidget(cancel)
        below.addWidget(self.accept_button)
        for button in (cancel, self.accept_button):
            button.setAutoDefault(False)  # Enter in the phrase must not delete
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(form)
        whole.addWidget(self.found)
        whole.addWidget(self.sample)
        whole.addLayout(below)

    def _connect(self) -> None:
        self.phrase.textChanged.connect(self._look_soon)
        self.is_pattern.toggled.connect(self._look_soon)
        self.minutes.activated.connect(self._look_soon)

    def _look_soon(self) -> None:
        self.accept_button.setEnabled(False)  # not before it is known what would go
        self._soon.start()

    def _look(self) -> None:
        self.accept_button.setEnabled(False)
        self.sample.clear()
        if not self.phrase.text().strip():
            self._tell(tr("nuke_hint"))
            return
        request = PreviewNuke(
            self.phrase.text(), self.minutes.currentData(), self.is_pattern.isChecked()
        )

        def take(result: Result) -> None:
            if isinstance(result, NukePreview) and not self._soon.isActive():
                self._show(result)

        self._tell(tr("nuke_looking"))
        self._session.ask_quietly(request, take, lambda: self._tell(tr("nuke_bad"), "warning"))

    def _show(self, told: NukePreview) -> None:
        words = tr("nuke_found", messages=told.messages, authors=told.authors)
        if not told.messages:
            words = tr("nuke_none")
        if told.is_cut:
            words = f"{words} {tr('nuke_cut')}"
        self._tell(words)
        self.sample.clear()
        self.sample.addItems([f"{name_of(one)}: {one.message.text}" for one in told.sample])
        self.accept_button.setEnabled(told.messages > 0)

    def _tell(self, words: str, tone: str = "") -> None:
        self.found.setText(words)
        set_tone(self.found, tone)

    def _drop(self) -> None:
        self.accept_button.setEnabled(False)
        request = Nuke(
            self.phrase.text(),
            self.minutes.currentData(),
            self.is_pattern.isChecked(),
            self.silence.currentData(),
        )
        session, say = self._session, self._say

        def take(result: Result) -> None:
            self.accept()
            if isinstance(result, NukeDone) and result.nuke_id:
                words = tr("nuke_done", messages=result.messages)
                say(words, act=ToastAct(tr("undo"), _undo(session, result.nuke_id)))

        self._session.ask(request, take, self._look)


def _undo(session: Session, nuke_id: str) -> Callable[[], None]:
    def do() -> None:
        session.ask(UndoNuke(nuke_id))

    return do


def _time_words(seconds: int) -> str:
    if seconds >= 3600:
        return tr("hours", count=seconds // 3600)
    return tr("minutes", count=seconds // 60)

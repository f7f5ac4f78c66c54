"""How strict and how long a shield shall be, and what it would have done to the last minutes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.messages.requests import PreviewShield, RaiseShield
from studio.core.messages.results import Result, ShieldPreview
from studio.core.messages.rules_results import ShieldExample
from studio.core.shield import ShieldProfile
from studio.ui.chat.rule_words import name_words
from studio.ui.chat.wording import name_of
from studio.ui.session import Session
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX, _EXAMPLES_PX = 420, 120
_MINUTES = (5, 10, 30, 60, 120)
_FIRST = 1
_PREVIEW_MIN = 5


class ShieldDialog(QDialog):
    """Asks what each profile would have done as soon as it is chosen."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("shield_raise"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH_PX)
        self._session = session
        self.profiles: dict[ShieldProfile, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(tr("shield_long"))
        for minutes in _MINUTES:
            self.minutes.addItem(tr("minutes", count=minutes), minutes)
        self.minutes.setCurrentIndex(_FIRST)
        self.preview = plain_label("", "quiet")
        self.preview.setWordWrap(True)
        self.examples = QListWidget()
        self.examples.setAccessibleName(tr("shield_examples"))
        self.examples.setFixedHeight(_EXAMPLES_PX)
        self.accept_button = QPushButton(tr("shield_raise"))
        self.accept_button.setObjectName("primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._raise)
        self._lay_out()
        self.profiles[ShieldProfile.CAREFUL].setChecked(True)

    @property
    def profile(self) -> ShieldProfile:
        """The chosen one."""
        return next(one for one, button in self.profiles.items() if button.isChecked())

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        for profile in ShieldProfile:
            button = QRadioButton(tr(f"shield_{profile.value}"))
            button.setAccessibleDescription(tr(f"shield_{profile.value}_does"))
            button.toggled.connect(partial(self._choose, profile))
            self._group.addButton(button)
            self.profiles[profile] = button
            does = plain_label(tr(f"shield_{profile.value}_does"), "quiet")
            does.setWordWrap(True)
            does.setContentsMargins(24, 0, 0, 4)
            whole.addWidget(button)
            whole.addWidget(does)
        cancel = QPushButton(tr("cancel"))
        cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(plain_label(tr("shield_long")))
        below.addWidget(self.minutes)
        below.addStretch(1)
        below.addWidget(cancel)
        below.addWidget(self.accept_button)
        whole.addWidget(self.preview)
        whole.addWidget(self.examples)
        whole.addSpacing(4)
        whole.addLayout(below)

    def _choose(self, profile: ShieldProfile, is_chosen: bool) -> None:
        if not is_chosen:
            return

        def take(result: Result) -> None:
            if isinstance(result, ShieldPreview) and self.profiles[profile].isChecked():
                self._show(result)

        self.preview.setText(tr("shield_looking"))
        request = PreviewShield(profile, _PREVIEW_MIN)
        self._session.ask_quietly(request, take, self._missed)

    def _missed(self) -> None:
        self.preview.setText(tr("shield_no_preview"))

    def _show(self, told: ShieldPreview) -> None:
        stopped = told.held + told.dropped + told.refused
        if not told.looked:
            words = tr("shield_nothing_said")
        elif not stopped:
            words = tr("shield_would_none", looked=told.looked, minutes=_PREVIEW_MIN)
        else:
            words = tr(
                "shield_would",
                looked=told.looked,
                minutes=_PREVIEW_MIN,
                held=told.held,
                gone=told.dropped + told.refused,
            )
        self.preview.setText(words)
        self.examples.clear()
        self.examples.addItems([_example_words(one) for one in told.examples])
        self.examples.setVisible(bool(told.examples))
        self.adjustSize()

    def _raise(self) -> None:
        request = RaiseShield(self.profile, self.minutes.currentData())
        self._session.ask(request, lambda _result: self.accept())


def _example_words(example: ShieldExample) -> str:
    outcome = tr(f"shield_{example.outcome}")
    message = example.message
    rule = name_words(example.rule)
    return f"{outcome} · {name_of(message)}: {message.message.text} ({rule})"

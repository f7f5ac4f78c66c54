"""A line to try the rules with: which would fire at it, at which piece, and why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.core.chat import MOST_CHARACTERS, ChatRole
from studio.core.chat_settings import ChatSettings
from studio.core.messages.requests import TryRules
from studio.core.messages.results import Result, RulesTried
from studio.ui.chat.rule_words import ROLES, finding_words, role_words, verdict_words
from studio.ui.chat.rules_draft import Rules
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_SOON_MS = 200
_TEXT_PX = 84


class RuleTrial(QWidget):
    """Asks the hub a moment after every change; ``rules`` gives those of the draft."""

    def __init__(self, session: Session, theme: Theme, rules: Callable[[], Rules]) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._rules = rules
        self._asked = ""
        self.line = QLineEdit(placeholderText=tr("trial_line"), maxLength=MOST_CHARACTERS)
        self.line.setAccessibleName(tr("trial_line"))
        self.role = QComboBox()
        self.role.setAccessibleName(tr("trial_role"))
        self.role.addItem(tr("role_viewer"), None)
        for role in ROLES:
            self.role.addItem(role_words(role), role)
        self.verdict = plain_label("", "quiet")
        self.verdict.setWordWrap(True)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("trial_seen"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_PX)
        self.findings = plain_label("", "quiet")
        self.findings.setWordWrap(True)
        self.findings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.line.textChanged.connect(lambda _text: self._soon.start())
        self.role.activated.connect(lambda _row: self._ask())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = plain_label(tr("trial"), "heading")
        for widget in (heading, self.line, self.role, self.verdict, self.text, self.findings):
            column.addWidget(widget)
        column.addStretch(1)
        self._show(None)

    def again(self) -> None:
        """The rules are others now."""
        self._soon.start()

    def _ask(self) -> None:
        text = self.line.text()
        if not text.strip():
            self._show(None)
            return
        role: ChatRole | None = self.role.currentData()
        roles = frozenset({role}) if role is not None else frozenset()

        def take(result: Result) -> None:
            if isinstance(result, RulesTried) and self.line.text() == text:
                self._show(result)

        def missed() -> None:
            self.verdict.setText(tr("trial_missed"))
            self.findings.clear()

        settings = ChatSettings(rules=self._rules())
        self._session.ask_quietly(TryRules(text, roles, settings), take, missed)

    def _show(self, tried: RulesTried | None) -> None:
        if tried is None:
            self.verdict.setText(tr("trial_hint"))
            set_tone(self.verdict, "")
            self.text.setVisible(False)
            self.findings.clear()
            return
        self.verdict.setText(verdict_words(tried))
        set_tone(self.verdict, "warning" if tried.findings else "")
        self._mark([found.piece for found in tried.findings])
        self.findings.setText("\n".join(map(finding_words, tried.findings)))

    def _mark(self, pieces: list[str]) -> None:
        """The message with what was seen underlined."""
        self.text.setPlainText(self.line.text())
        marks = []
        for begin, end in places_of(self.line.text(), pieces):
            mark = QTextEdit.ExtraSelection()
            cursor = self.text.textCursor()
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setForeground(self._theme.colour("warn"))
            look.setFontUnderline(True)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.text.setExtraSelections(marks)
        self.text.setVisible(bool(marks))


def places_of(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Where the pieces stand, each as its begin and its end; what was undone is not found."""
    folded = text.casefold()
    if len(folded) != len(text):  # some signs fold to several: nothing would be in its place
        folded = text
    found: list[tuple[int, int]] = []
    for piece in filter(None, pieces):
        begin = folded.find(piece.casefold())
        while begin >= 0:
            found.append((begin, begin + len(piece)))
            begin = folded.find(piece.casefold(), begin + len(piece))
    return found

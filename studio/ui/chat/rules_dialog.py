"""The rules of the room: a list, the fields of the chosen one, and a line to try them with."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.chat_settings import ChatSettings
from studio.core.messages.events import ChatSettingsChanged, Event
from studio.core.messages.requests import GetMessages, SetRules
from studio.core.messages.results import ChatPage, Result
from studio.core.moderation import AnyRule
from studio.ui.chat.rule_fields import RuleFields
from studio.ui.chat.rule_list import RuleList
from studio.ui.chat.rule_trial import RuleTrial
from studio.ui.chat.rules_draft import Rules, RulesDraft, replaced
from studio.ui.chat.rules_exchange import RulesExchange
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

_SIZE_PX = (960, 600)
_TRIAL_PX = 248


class RulesDialog(QDialog):
    """Nothing holds until it is saved; every step before can be taken back."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("rules"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._session = session
        self._settings = ChatSettings()
        self.draft = RulesDraft(())
        self._fields: RuleFields | None = None
        self._shown: tuple[int, type[AnyRule]] | None = None
        self.list = RuleList(theme, self._change)
        self.list.chosen.connect(self._show_fields)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.trial = RuleTrial(session, theme, lambda: self.draft.rules)
        self.trial.setFixedWidth(_TRIAL_PX)
        self.exchange = RulesExchange(session, lambda: self.draft.rules, self._take_in)
        self.undo = tool_button("undo", tr("undo"), theme, self._undo)
        self.redo = tool_button("redo", tr("redo"), theme, self._redo)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self.save = QPushButton(tr("save"))
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._redo)
        session.heard.connect(self._hear)
        self._refresh(0)
        self.list.list.setFocus()
        session.ask(GetMessages(most=1), self._take)

    def _lay_out(self) -> None:
        three = QHBoxLayout()
        three.setSpacing(16)
        three.addWidget(self.list, 2)
        three.addWidget(self._area, 3)
        three.addWidget(self.trial)
        cancel = QPushButton(tr("cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.save, cancel):
            button.setAutoDefault(False)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.undo)
        below.addWidget(self.redo)
        below.addWidget(self.exchange)
        below.addWidget(self.note, 1)
        below.addWidget(cancel)
        below.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(three, 1)
        whole.addLayout(below)

    def _take(self, result: Result) -> None:
        if isinstance(result, ChatPage) and result.settings is not None:
            self._follow(result.settings)

    def _hear(self, event: Event) -> None:
        if isinstance(event, ChatSettingsChanged):
            self._follow(event.settings)

    def _follow(self, settings: ChatSettings) -> None:
        """Somebody may have changed the rules meanwhile: then it is said."""
        self._settings = settings
        follows = self.draft.take(settings.rules)
        self.note.setText("" if follows else tr("rules_changed"))
        set_tone(self.note, "" if follows else "warning")
        self._refresh(self.list.row)

    def _change(self, rules: Rules, row: int, merge: str = "") -> None:
        self.draft.change(rules, merge)
        self._refresh(row)

    def _edited(self, rule: AnyRule, field: str) -> None:
        row = self.list.row
        if 0 <= row < len(self.draft.rules):
            self._change(replaced(self.draft.rules, row, rule), row, f"{row}-{field}")

    def _take_in(self, rules: Rules) -> None:
        self._change(rules, len(rules) - 1)

    def _undo(self) -> None:
        self.draft.undo()
        self._refresh(self.list.row)

    def _redo(self) -> None:
        self.draft.redo()
        self._refresh(self.list.row)

    def _refresh(self, row: int) -> None:
        self.list.fill(self.draft.rules, row)
        self.undo.setEnabled(self.draft.can_undo)
        self.redo.setEnabled(self.draft.can_redo)
        self.save.setEnabled(self.draft.is_changed)
        self.trial.again()

    def _show_fields(self) -> None:
        row, rules = self.list.row, self.draft.rules
        if not 0 <= row < len(rules):
            self._fields, self._shown = None, None
            empty = plain_label(tr("rules_none"), "empty")
            empty.setWordWrap(True)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._area.setWidget(empty)
            return
        rule = rules[row]
        if self._fields is not None and self._shown == (row, type(rule)):
            self._fields.fill(rule)
            return
        self._shown = (row, type(rule))
        self._fields = RuleFields(rule, self._edited)
        self._area.setWidget(self._fields)

    def _save(self) -> None:
        """Only the rules: what else was set for the room meanwhile stays."""
        settings = msgspec.structs.replace(self._settings, rules=self.draft.rules)
        self._session.ask(SetRules(settings), lambda _result: self.accept())


def open_rules(session: Session, theme: Theme, parent: QWidget) -> None:
    """The dialog, or the one that is open already."""
    for known in parent.findChildren(RulesDialog):
        if known.isVisible():
            known.raise_()
            known.activateWindow()
            return
    RulesDialog(session, theme, parent).show()

"""The fields of one rule: its name, what it does, whom it spares, and what is its kind's own."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from studio.core.moderation import (
    Action,
    AnyRule,
    CapsRule,
    EmotesRule,
    FloodRule,
    LinksRule,
    RepetitionRule,
    WordsRule,
)
from studio.ui.chat.rule_words import ROLES, action_words, role_words
from studio.ui.widgets.number_box import NumberBox
from studio.ui.words import tr

_LONGEST_NAME, _LONGEST_TERM = 100, 500
_MOST_TIMEOUT_S = 1_209_600
_SHARE_STEPS = 100  # a share is shown in percent
_LINES_PX = 84
# Of each kind the fields that hold a line each, then those that hold a whole number.
_LINES: dict[type[AnyRule], tuple[tuple[str, int], ...]] = {
    WordsRule: (("terms", 5000), ("patterns", 200)),
}
_NUMBERS: dict[type[AnyRule], tuple[tuple[str, int, int], ...]] = {
    CapsRule: (("least_letters", 1, 500), ("most_share", 1, 100)),
    RepetitionRule: (
        ("most_same_signs", 3, 500),
        ("most_same_words", 2, 100),
        ("most_same_messages", 1, 50),
        ("within_s", 1, 3600),
    ),
    FloodRule: (("most_messages", 1, 1000), ("within_s", 1, 3600)),
    EmotesRule: (("most_emotes", 1, 500),),
}
_READS_NO_WORDS = ("flood", "newcomers")


class RuleFields(QWidget):
    """``changed(rule, field)`` with every change; `fill` shows the same kind anew."""

    def __init__(self, rule: AnyRule, changed: Callable[[AnyRule, str], None]) -> None:
        super().__init__()
        self._rule = rule
        self._changed = changed
        self._is_filling = True
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setVerticalSpacing(8)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.name = QLineEdit(maxLength=_LONGEST_NAME)
        self.name.textEdited.connect(self._rename)
        self.action = QComboBox()
        for action in Action:
            self.action.addItem(action_words(action), action)
        self.action.activated.connect(lambda _row: self._set("action", self.action.currentData()))
        self.timeout = NumberBox()
        self.timeout.setRange(1, _MOST_TIMEOUT_S)
        self.timeout.setSuffix(_seconds())
        self.timeout.valueChanged.connect(lambda value: self._set("timeout_s", value))
        self.lines: dict[str, QPlainTextEdit] = {}
        self.numbers: dict[str, NumberBox] = {}
        self.spared: dict[Any, QCheckBox] = {}
        self.variants = QCheckBox(tr("rule_variants"))
        self.variants.toggled.connect(lambda is_on: self._set("has_variants", is_on))
        self._lay_out()
        self.fill(rule)

    @property
    def kind(self) -> type[AnyRule]:
        """Which kind the fields are for."""
        return type(self._rule)

    def fill(self, rule: AnyRule) -> None:
        """Show this; what a person is typing stays where it is."""
        self._rule = rule
        self._is_filling = True
        if self.name.text().strip() != rule.name:
            self.name.setText(rule.name)
        self.action.setCurrentIndex(self.action.findData(rule.action))
        self.timeout.setValue(rule.timeout_s)
        self._form.setRowVisible(self.timeout, rule.action is Action.TIME_OUT)
        for field, box in self.lines.items():
            if _lines_of(box) != getattr(rule, field):
                box.setPlainText("\n".join(getattr(rule, field)))
        for field, number in self.numbers.items():
            value = getattr(rule, field)
            number.setValue(round(value * _SHARE_STEPS) if field == "most_share" else value)
        for role, tick in self.spared.items():
            tick.setChecked(role in rule.spares)
        if isinstance(rule, WordsRule):
            self.variants.setChecked(rule.has_variants)
        self._is_filling = False

    def _lay_out(self) -> None:
        rule = self._rule
        self._row(tr("rule_name"), self.name)
        self._row(tr("rule_does"), self.action)
        self._row(tr("rule_timeout"), self.timeout)
        for field, most in _LINES.get(type(rule), ()):
            self._row(tr(f"rule_{field}"), self._lines(field, most))
        if isinstance(rule, WordsRule):
            self._form.addRow(self.variants)
        for field, least, greatest in _NUMBERS.get(type(rule), ()):
            self._row(tr(f"rule_{field}"), self._number(field, least, greatest))
        if rule.__struct_config__.tag not in _READS_NO_WORDS:
            words = "rule_allowed_links" if isinstance(rule, LinksRule) else "rule_allowed"
            self._row(tr(words), self._lines("allowed", 1000))
        self._row(tr("rule_spares"), self._roles())

    def _row(self, words: str, field: QWidget) -> None:
        field.setAccessibleName(words)
        self._form.addRow(words, field)

    def _lines(self, field: str, most: int) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setPlaceholderText(tr(f"rule_{field}_hint"))
        box.setFixedHeight(_LINES_PX)
        box.setTabChangesFocus(True)

        def change() -> None:
            self._set(field, _lines_of(box)[:most])

        box.textChanged.connect(change)
        self.lines[field] = box
        return box

    def _number(self, field: str, least: int, greatest: int) -> NumberBox:
        box = NumberBox()
        box.setRange(least, greatest)
        is_share = field == "most_share"
        box.setSuffix(" %" if is_share else _seconds() if field.endswith("_s") else "")
        box.valueChanged.connect(
            lambda value: self._set(field, value / _SHARE_STEPS if is_share else value)
        )
        self.numbers[field] = box
        return box

    def _roles(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        for place, role in enumerate(ROLES):
            tick = QCheckBox(role_words(role))
            tick.toggled.connect(lambda _is_on: self._spare())
            self.spared[role] = tick
            grid.addWidget(tick, place // 2, place % 2)
        return whole

    def _spare(self) -> None:
        shown = frozenset(self.spared)
        ticked = frozenset(role for role, tick in self.spared.items() if tick.isChecked())
        self._set("spares", (self._rule.spares - shown) | ticked)

    def _rename(self, text: str) -> None:
        if text.strip():
            self._set("name", text.strip())

    def _set(self, field: str, value: object) -> None:
        if self._is_filling or getattr(self._rule, field) == value:
            return
        self._rule = msgspec.structs.replace(self._rule, **{field: value})
        self._form.setRowVisible(self.timeout, self._rule.action is Action.TIME_OUT)
        self._changed(self._rule, field)


def _lines_of(box: QPlainTextEdit) -> tuple[str, ...]:
    """What stands in each line, each once."""
    lines = (line.strip()[:_LONGEST_TERM] for line in box.toPlainText().splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _seconds() -> str:
    return f" {tr('unit_second')}"

"""The rules in their order, with a tick for each that is on, and the tools beside them."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from studio.core.moderation import AnyRule
from studio.ui.chat.rule_words import KINDS, action_words, kind_words, name_words
from studio.ui.chat.rules_draft import (
    MOST_RULES,
    Rules,
    added,
    duplicated,
    moved,
    removed,
    replaced,
)
from studio.ui.theme import Theme
from studio.ui.widgets.panel import tool_button
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr


class RuleList(QWidget):
    """``wanted(rules, row)`` when a person switches, moves, adds, doubles or removes."""

    chosen = Signal()

    def __init__(self, theme: Theme, wanted: Callable[[Rules, int], None]) -> None:
        super().__init__()
        self._wanted = wanted
        self._rules: Rules = ()
        self._is_filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(tr("rules"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._switch)
        self.add = tool_button("add", tr("rule_add"), theme, self._open_kinds)
        self._copy = tool_button("copy", tr("rule_duplicate"), theme, self._duplicate)
        self._up = tool_button("up", tr("layer_up"), theme, partial(self._shift, -1))
        self._down = tool_button("down", tr("layer_down"), theme, partial(self._shift, 1))
        self._trash = tool_button("trash", tr("remove_layer"), theme, self._remove)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self.add, self._copy, self._up, self._down, self._trash):
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        self._bind()

    @property
    def row(self) -> int:
        """The place of the chosen rule; below zero when there is none."""
        return self.list.currentRow()

    def fill(self, rules: Rules, row: int) -> None:
        """Show these, with that one chosen."""
        self._rules = rules
        self._is_filling = True
        while self.list.count() > len(rules):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rules):
            self.list.addItem(QListWidgetItem())
        for place, rule in enumerate(rules):
            self._show(self.list.item(place), rule)
        self.list.setCurrentRow(min(max(0, row), len(rules) - 1))
        self._is_filling = False
        self._choose()

    def _show(self, item: QListWidgetItem, rule: AnyRule) -> None:
        item.setText(name_words(rule.name))
        item.setToolTip(plain_tip(f"{kind_words(type(rule))} · {action_words(rule.action)}"))
        item.setCheckState(Qt.CheckState.Checked if rule.is_on else Qt.CheckState.Unchecked)

    def _bind(self) -> None:
        for keys, act in (
            ("Alt+Up", partial(self._shift, -1)),
            ("Alt+Down", partial(self._shift, 1)),
            ("Ctrl+D", self._duplicate),
            ("Delete", self._remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _choose(self, _row: int = 0) -> None:
        if self._is_filling:
            return
        row, count = self.row, len(self._rules)
        self.add.setEnabled(count < MOST_RULES)
        self._copy.setEnabled(row >= 0 and count < MOST_RULES)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)
        self._trash.setEnabled(row >= 0)
        self.chosen.emit()

    def _switch(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        row = self.list.row(item)
        is_on = item.checkState() is Qt.CheckState.Checked
        rule = msgspec.structs.replace(self._rules[row], is_on=is_on)
        self._wanted(replaced(self._rules, row, rule), self.row)

    def _shift(self, by: int) -> None:
        row = self.row
        if row >= 0 and 0 <= row + by < len(self._rules):
            self._wanted(moved(self._rules, row, by), row + by)

    def _duplicate(self) -> None:
        if self.row >= 0 and len(self._rules) < MOST_RULES:
            self._wanted(duplicated(self._rules, self.row), self.row + 1)

    def _remove(self) -> None:
        if self.row >= 0:
            self._wanted(removed(self._rules, self.row), self.row)

    def _append(self, kind: type[AnyRule]) -> None:
        self._wanted(added(self._rules, kind(name=kind_words(kind))), len(self._rules))

    def _open_kinds(self) -> None:
        menu = QMenu(self.add)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS:
            menu.addAction(kind_words(kind), partial(self._append, kind))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

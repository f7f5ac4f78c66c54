"""A list of filters with a tick for each that is on, and the tools beside it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.filter_settings import MOST_FILTERS, FilterSettings, tag_of
from studio.ui.theme import Theme
from studio.ui.widgets.panel import tool_button
from studio.ui.words import tr

Filters = tuple[Any, ...]  # of one union: those of sound, or those of pictures


class FilterList(QWidget):
    """``wanted(filters, row)`` when a person switches, moves or removes; ``add(kind)``."""

    chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        kinds: tuple[type[FilterSettings], ...],
        wanted: Callable[[Filters, int], None],
        add: Callable[[type[Any]], None],
    ) -> None:
        super().__init__()
        self._kinds = kinds
        self._ask = wanted
        self._ask_for = add
        self._filters: Filters = ()
        self._is_filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(tr("filters"))
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._switch)
        self._add = tool_button("add", tr("add_filter"), theme, self._open_kinds)
        self._up = tool_button("up", tr("layer_up"), theme, lambda: self._shift(-1))
        self._down = tool_button("down", tr("layer_down"), theme, lambda: self._shift(1))
        self._trash = tool_button("trash", tr("remove_layer"), theme, self._remove)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self._add, self._up, self._down, self._trash):
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        for keys, act in (
            ("Alt+Up", lambda: self._shift(-1)),
            ("Alt+Down", lambda: self._shift(1)),
            ("Delete", self._remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    @property
    def row(self) -> int:
        """The place of the chosen filter; below zero when there is none."""
        return self.list.currentRow()

    def fill(self, filters: Filters, row: int) -> None:
        """Show these, with that one chosen."""
        before = [type(one) for one in self._filters]
        self._filters = filters
        self._is_filling = True
        if [type(one) for one in filters] != before:
            self.list.clear()
            for one in filters:
                self.list.addItem(QListWidgetItem(filter_name(type(one))))
        for place, one in enumerate(filters):
            state = Qt.CheckState.Checked if one.is_enabled else Qt.CheckState.Unchecked
            self.list.item(place).setCheckState(state)
        self.list.setCurrentRow(min(max(0, row), len(filters) - 1))
        self._is_filling = False
        self._choose()

    def _choose(self, _row: int = 0) -> None:
        if self._is_filling:
            return
        row, count = self.row, len(self._filters)
        self._add.setEnabled(count < MOST_FILTERS)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)
        self._trash.setEnabled(row >= 0)
        self.chosen.emit()

    def _switch(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        row = self.list.row(item)
        is_on = item.checkState() is Qt.CheckState.Checked
        one = msgspec.structs.replace(self._filters[row], is_enabled=is_on)
        self._ask((*self._filters[:row], one, *self._filters[row + 1 :]), self.row)

    def _shift(self, by: int) -> None:
        row, filters = self.row, list(self._filters)
        if row >= 0 and 0 <= row + by < len(filters):
            filters.insert(row + by, filters.pop(row))
            self._ask(tuple(filters), row + by)

    def _remove(self) -> None:
        row, filters = self.row, self._filters
        if row >= 0:
            self._ask((*filters[:row], *filters[row + 1 :]), row)

    def _open_kinds(self) -> None:
        open_menu(
            self._add,
            [(filter_name(kind), partial(self._ask_for, kind)) for kind in self._kinds],
        )


def filter_name(kind: type[FilterSettings]) -> str:
    """What a person calls this kind."""
    return tr(f"filter_kind_{tag_of(kind)}")


def open_menu(
    button: QPushButton | QToolButton, choices: list[tuple[str, Callable[[], None]]]
) -> None:
    """A menu under a button."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, act in choices:
        menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

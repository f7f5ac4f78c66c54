"""The list of rules: ticks, order, doubling and removing, by hand and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.moderation import LinksRule, first_rules
from studio.ui.chat.rule_list import RuleList
from studio.ui.chat.rules_draft import Rules
from studio.ui.theme import Theme
from tests.support.widgets import child, choose

RULES = first_rules()


class Stand:
    """A list, and what it asked for last."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.asked: list[tuple[Rules, int]] = []
        self.list = RuleList(theme, self.take)
        qtbot.addWidget(self.list)
        self.list.resize(300, 400)
        self.list.show()
        self.list.fill(RULES, 1)

    def take(self, rules: Rules, row: int) -> None:
        """As the dialog does."""
        self.asked.append((rules, row))
        self.list.fill(rules, row)


@pytest.fixture
def stand(qtbot: QtBot, theme: Theme) -> Stand:
    return Stand(qtbot, theme)


def test_a_tick_switches_a_rule(stand: Stand) -> None:
    item = stand.list.list.item(1)
    assert item.text() == "Links"
    item.setCheckState(Qt.CheckState.Unchecked)
    rules, row = stand.asked[-1]
    assert (rules[1].is_on, row) == (False, 1)
    assert rules[0] == RULES[0]


def test_keys_move_double_and_remove(qtbot: QtBot, stand: Stand) -> None:
    stand.list.activateWindow()
    stand.list.list.setFocus()
    qtbot.waitUntil(stand.list.list.hasFocus, timeout=30_000)
    QTest.keyClick(stand.list.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [rule.name for rule in stand.asked[-1][0][:2]] == ["Links", "Blocked words"]
    assert stand.list.row == 0
    QTest.keyClick(stand.list.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert stand.asked[-1][0][1].name == "Links 2"
    QTest.keyClick(stand.list.list, Qt.Key.Key_Delete)
    assert [rule.name for rule in stand.asked[-1][0]][:2] == ["Links", "Blocked words"]


def test_a_new_rule_of_a_kind_gets_a_free_name(stand: Stand) -> None:
    choose(stand.list.add, "Links")
    rules, row = stand.asked[-1]
    assert (rules[-1], row) == (LinksRule(name="Links 2"), len(RULES))


def test_tools_say_what_is_possible(stand: Stand) -> None:
    stand.list.fill((), 0)
    for name in ("Duplicate (Ctrl+D)", "Move up", "Remove"):
        found = [
            one for one in stand.list.findChildren(type(stand.list.add)) if name in one.toolTip()
        ]
        assert all(not one.isEnabled() for one in found)
    assert child(stand.list, type(stand.list.add), "Add a rule").isEnabled()

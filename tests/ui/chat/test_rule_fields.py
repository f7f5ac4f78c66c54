"""The fields of every kind of rule: what is typed is what the rule becomes."""

import pytest
from pytestqt.qtbot import QtBot

from studio.core.chat import ChatRole
from studio.core.moderation import (
    Action,
    AnyRule,
    CapsRule,
    FloodRule,
    LinksRule,
    NewcomersRule,
    WordsRule,
    first_rules,
)
from studio.ui.chat.rule_fields import RuleFields
from studio.ui.words import LANGUAGES, speaking
from tests.support.widgets import cut_words


def fields_of(qtbot: QtBot, rule: AnyRule) -> tuple[RuleFields, list[AnyRule]]:
    told: list[AnyRule] = []
    made = RuleFields(rule, lambda changed, _field: told.append(changed))
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", first_rules(), ids=lambda rule: type(rule).__name__)
def test_every_kind_shows_its_fields_and_says_nothing_by_itself(
    qtbot: QtBot, rule: AnyRule, language: str
) -> None:
    with speaking(language):
        made, told = fields_of(qtbot, rule)
        assert told == []
        assert cut_words(made) == []
        made.fill(rule)
        assert told == []


def test_words_and_patterns_are_a_line_each(qtbot: QtBot) -> None:
    made, told = fields_of(qtbot, WordsRule(name="Words"))
    made.lines["terms"].setPlainText(" spam \n\nscam*\nspam\n")
    made.lines["patterns"].setPlainText("free\\s+\\d+")
    made.lines["allowed"].setPlainText("spam soup")
    made.variants.setChecked(False)
    assert told[-1] == WordsRule(
        name="Words",
        terms=("spam", "scam*"),
        patterns=("free\\s+\\d+",),
        allowed=("spam soup",),
        has_variants=False,
    )
    made.fill(told[-1])
    assert made.lines["terms"].toPlainText() == " spam \n\nscam*\nspam\n"  # as it was typed


def test_numbers_names_acts_and_roles(qtbot: QtBot) -> None:
    made, told = fields_of(qtbot, CapsRule(name="Caps"))
    made.numbers["most_share"].setValue(55)
    made.name.setText("Loud")
    made.name.textEdited.emit("Loud")
    made.spared[ChatRole.VIP].setChecked(True)
    made.spared[ChatRole.MODERATOR].setChecked(False)
    assert not made.timeout.isVisible()
    made.action.setCurrentIndex(made.action.findData(Action.TIME_OUT))
    made.action.activated.emit(made.action.currentIndex())
    assert made.timeout.isVisible()
    made.timeout.setValue(90)
    assert told[-1] == CapsRule(
        name="Loud",
        most_share=0.55,
        action=Action.TIME_OUT,
        timeout_s=90,
        spares=frozenset({ChatRole.BROADCASTER, ChatRole.VIP}),
    )


def test_a_name_of_nothing_is_not_taken(qtbot: QtBot) -> None:
    made, told = fields_of(qtbot, FloodRule(name="Flood"))
    made.name.textEdited.emit("  ")
    assert told == []


def test_a_rule_that_reads_no_words_allows_none(qtbot: QtBot) -> None:
    assert "allowed" not in fields_of(qtbot, NewcomersRule(name="New"))[0].lines
    assert "allowed" in fields_of(qtbot, LinksRule(name="Links"))[0].lines

"""Rules go to other programs and come from them, and nothing is left out in silence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.rules.carrying import export_rules, import_rules
from studio.core.errors import BadInputError
from studio.core.moderation import Action, AnyRule, LinksRule, RulesFormat, WordsRule, first_rules

WORDS = WordsRule(
    name="Words", terms=("spam", "scam*"), patterns=(r"deal\d+",), allowed=("spam soup",)
)
OFF = WordsRule(name="Off", terms=("blue",), is_on=False)
RULES: tuple[AnyRule, ...] = (WORDS, OFF, LinksRule(name="Links"))


def test_twitch_is_given_terms_and_is_told_what_it_cannot_have() -> None:
    carried = export_rules(RULES, RulesFormat.TWITCH)
    terms = [row["text"] for row in json.loads(carried.text)["data"]]
    assert terms == ["spam", "scam*"]
    assert carried.report == (
        "Words: Twitch has no patterns, 1 stay behind",
        "Words: Twitch has no allowed words, 1 stay behind",
        "Off: it is off",
        "Links: Twitch takes only blocked words",
    )


def test_nightbot_is_given_patterns_too() -> None:
    carried = export_rules(RULES, RulesFormat.NIGHTBOT)
    assert carried.text == "spam\nscam*\n~/deal\\d+/i\n"
    assert not any("patterns" in line for line in carried.report)


@pytest.mark.parametrize("format_", [RulesFormat.TWITCH, RulesFormat.NIGHTBOT])
def test_what_went_out_comes_back_as_one_rule(format_: RulesFormat) -> None:
    carried = export_rules([WORDS], format_)
    taken = import_rules(carried.text, format_, [LinksRule(name="Links")])
    made = taken.rules[-1]
    assert isinstance(made, WordsRule)
    assert (made.terms, made.action) == (WORDS.terms, Action.DROP)
    again = import_rules(carried.text, format_, taken.rules)
    assert (again.added, again.rules) == (0, taken.rules)
    assert again.report == (f"{taken.added} were here already",)


def test_a_name_that_is_taken_gets_a_number() -> None:
    first = import_rules("a", RulesFormat.NIGHTBOT, [])
    second = import_rules("b\n~/[/", RulesFormat.NIGHTBOT, first.rules)
    assert [rule.name for rule in second.rules] == ["Nightbot words", "Nightbot words 2"]
    assert second.report == ("line 2 is no regular expression",)


def test_more_than_a_rule_holds_is_said() -> None:
    lines = "\n".join(f"w{number}" for number in range(5003))
    taken = import_rules(lines, RulesFormat.NIGHTBOT, [])
    assert (taken.added, taken.report) == (5000, ("3 words are more than one rule holds",))


@given(st.lists(st.sampled_from(first_rules()), unique=True), st.lists(st.sampled_from(RULES)))
def test_ours_comes_back_whole(ours: list[AnyRule], there: list[AnyRule]) -> None:
    before = tuple(dict.fromkeys(there))
    taken = import_rules(export_rules(ours, RulesFormat.HAWKER).text, RulesFormat.HAWKER, before)
    assert set(ours) <= set(taken.rules)
    names = [rule.name for rule in taken.rules]
    assert len(names) == len(set(names))
    assert (
        import_rules(
            export_rules(taken.rules, RulesFormat.HAWKER).text, RulesFormat.HAWKER, ()
        ).rules
        == taken.rules
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "no rules of Hawker"),
        ('{"hawker_rules":2,"rules":[]}', "newer Hawker"),
        (
            '{"hawker_rules":1,"rules":[{"rule":"links","name":"a"},{"rule":"caps","name":"a"}]}',
            "same",
        ),
        ('{"hawker_rules":1,"rules":[{"rule":"words","name":"a","patterns":["("]}]}', "a: \\("),
        ("\ud800", "no rules of Hawker"),
    ],
)
def test_what_are_no_rules_of_ours_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        import_rules(text, RulesFormat.HAWKER, [])


def test_a_hundred_rules_are_the_most() -> None:
    full = [LinksRule(name=f"L{number}") for number in range(100)]
    with pytest.raises(BadInputError, match="100 rules"):
        import_rules("spam", RulesFormat.NIGHTBOT, full)

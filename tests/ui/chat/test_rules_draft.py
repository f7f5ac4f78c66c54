"""A draft of rules: every step is taken back, whatever the steps were."""

from hypothesis import given
from hypothesis import strategies as st

from studio.core.moderation import LinksRule, WordsRule, first_rules
from studio.ui.chat.rules_draft import (
    Rules,
    RulesDraft,
    added,
    duplicated,
    free_name,
    moved,
    removed,
    replaced,
)

RULES = first_rules()
A, B, C = LinksRule(name="A"), LinksRule(name="B"), LinksRule(name="C")


def stepped(rules: Rules, step: tuple[str, int]) -> Rules:
    """One act of a person on the list."""
    name, place = step
    if name == "add" or not rules:
        return added(rules, WordsRule(name="New"))
    row = place % len(rules)
    if name == "double":
        return duplicated(rules, row)
    if name == "remove":
        return removed(rules, row)
    return moved(rules, row, place % 3 - 1)


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "double", "remove", "move"]), st.integers(0, 20)),
        max_size=30,
    )
)
def test_all_steps_are_taken_back_and_made_again(steps: list[tuple[str, int]]) -> None:
    draft, seen = RulesDraft(RULES), [RULES]
    for step in steps:
        draft.change(stepped(draft.rules, step))
        if draft.rules != seen[-1]:
            seen.append(draft.rules)
        names = [rule.name for rule in draft.rules]
        assert len(names) == len(set(names))
    assert draft.can_undo == (len(seen) > 1)
    for rules in reversed(seen[:-1]):
        draft.undo()
        assert draft.rules == rules
    assert not draft.is_changed
    draft.undo()
    for rules in seen[1:]:
        draft.redo()
        assert draft.rules == rules
    assert not draft.can_redo


def test_typing_in_one_field_is_one_step() -> None:
    draft = RulesDraft((A,))
    for name in ("x", "xy", "xyz"):
        draft.change((LinksRule(name=name),), "0-name")
    draft.change((LinksRule(name="xyz", is_on=False),), "0-is_on")
    draft.undo()
    assert draft.rules[0].name == "xyz"
    draft.undo()
    assert draft.rules == (A,)
    assert not draft.can_undo


def test_a_draft_that_nobody_changed_follows_what_holds() -> None:
    draft = RulesDraft((A,))
    assert draft.take((A, B))
    assert draft.rules == (A, B)
    draft.change((B,))
    assert not draft.take((A, B, C))
    assert draft.is_changed
    assert [rule.name for rule in draft.rules] == ["B"]
    assert draft.take((B,))
    assert not draft.is_changed


def test_acts_on_the_list() -> None:
    rules = (A, B, C)
    assert moved(rules, 0, -1) == rules
    assert moved(rules, 0, 2) == (B, C, A)
    assert replaced(rules, 1, LinksRule(name="X"))[1].name == "X"
    assert [rule.name for rule in duplicated(rules, 0)] == ["A", "A 2", "B", "C"]
    assert free_name("A", duplicated(rules, 0)) == "A 3"
    assert removed(rules, 1) == (A, C)

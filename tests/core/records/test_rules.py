"""What is personal in the records about rules, and whom it is about."""

import pytest

from studio.core.records.payload import Payload, kind_of
from studio.core.records.record import join, split
from studio.core.records.rules import (
    Nuked,
    NukeUndone,
    RuleLearned,
    RuleUnlearned,
    ShieldLowered,
    ShieldRaised,
)
from studio.core.shield import ShieldProfile

LEARNED = RuleLearned("learned-1", "p-anna", "m1", "Words", ("my words",))
ONE_OF_EACH: list[Payload] = [
    ShieldRaised(ShieldProfile.STRICT, 60_000),
    ShieldLowered(is_over=True),
    Nuked("nuke-1", "spam", False, 5, ("m1",), ("m2",), ("p-anna",), 60_000),
    NukeUndone("nuke-1", ("m1",), ("m2",)),
    LEARNED,
    RuleUnlearned("learned-1", "m1", "Words"),
]


@pytest.mark.parametrize("payload", ONE_OF_EACH, ids=kind_of)
def test_each_is_audited_and_read_as_it_was_written(payload: Payload) -> None:
    assert payload.is_audited
    assert join(kind_of(payload), *split(payload)) == payload


def test_what_a_rule_learned_are_the_words_of_whoever_wrote_them() -> None:
    public, personal = split(LEARNED)
    assert b"my words" not in public
    assert b"my words" in personal
    assert LEARNED.person("device-1") == "p-anna"

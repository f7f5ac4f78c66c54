"""Rules as settings."""

import msgspec
import pytest

from studio.core.moderation import Rules, WordsRule, first_rules


def test_rules_survive_a_file() -> None:
    rules = (*first_rules(), WordsRule(name="mine", terms=("a", "b*")))
    assert msgspec.json.decode(msgspec.json.encode(rules), type=Rules) == rules


@pytest.mark.parametrize(
    "text",
    [
        '[{"rule": "caps"}]',
        '[{"rule": "none", "name": "x"}]',
        '[{"rule": "caps", "name": "x", "most_share": 2}]',
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Rules)

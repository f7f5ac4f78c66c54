import msgspec
import pytest

from studio.core.engage import DrawRules, Poll, PollNow, TakingPartError


def test_rules_read_as_they_were_promised() -> None:
    rules = DrawRules(prize="一只碗", keyword="bowl", winners=3, is_for_writers=True)
    assert DrawRules.of_text(rules.text()) == rules
    assert '"winners":3' in rules.text()
    assert '"isForRegulars":false' in rules.text()  # nothing is left to be guessed


@pytest.mark.parametrize("text", ['{"winners":0}', '{"winners":51}', '{"keyword":1}'])
def test_rules_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        DrawRules.of_text(text)


def test_a_poll_knows_how_many_voted() -> None:
    assert PollNow(Poll("p", "Which?", ("A", "B"), 1), (3, 4)).votes == 7


def test_a_refusal_carries_its_word() -> None:
    error = TakingPartError("slow", 5)
    assert (error.word, error.wait_s) == ("slow", 5)
    assert "slow" in error.what

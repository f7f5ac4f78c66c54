"""Allow and learn: the same never fires again, and nothing else is let through by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.learning import learned_from, teach, unteach
from studio.chat.rules.judge import look
from studio.chat.rules.seen_message import Before
from studio.core.errors import BadInputError
from studio.core.moderation import (
    AnyRule,
    CapsRule,
    ContactsRule,
    EmotesRule,
    FloodRule,
    LinksRule,
    NewcomersRule,
    RepetitionRule,
    WordsRule,
)
from tests.support.chat_messages import seen_message

WORDS = WordsRule(name="Words", terms=("ass*", "buy now", "笨蛋"), patterns=(r"deal\d+",))
RULES: tuple[AnyRule, ...] = (
    WORDS,
    LinksRule(name="Links"),
    CapsRule(name="Caps"),
    RepetitionRule(name="Repetition"),
    EmotesRule(name="Emotes", most_emotes=2),
    ContactsRule(name="Contacts"),
)
PIECES = st.sampled_from(
    [
        *(
            "hello",
            "assistant",
            "ASS",
            "a s s",
            "b u y  n o w",
            "buy",
            "now",
            "你这笨蛋啊",
            "deal42",
        ),
        *("www.shop.com", "https://a.b.example/x?y=1", "shop dot com", "LOUD WORDS ARE HERE"),
        *(
            "ha ha ha ha ha ha ha ha ha ha",
            "wwwwwwwwwwwwwwwwwwwwwwwwww",
            "🎉🎉🎉",
            "加微信 abc12345",
        ),
        *("+49 151 23456789", "*", "...", "ßẞ", "ａｓｓ", "1d10t\u200b"),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from(RULES))
def test_what_was_learned_never_fires_at_the_same_again(pieces: list[str], rule: AnyRule) -> None:
    message = seen_message(" ".join(pieces))
    if look(rule, message) is None:
        return
    allowed = learned_from(rule, message)
    assert allowed
    (taught,) = teach([rule], rule.name, allowed)
    assert look(taught, message) is None
    assert look(taught, seen_message(" ".join(pieces))) is None
    assert unteach([taught], rule.name, allowed) == (rule,)


def test_the_shortest_run_of_words_is_learned_and_others_are_still_found() -> None:
    assert learned_from(WORDS, seen_message("you are a great Assistant today")) == ("Assistant",)
    assert learned_from(WORDS, seen_message("please buy now if you can")) == ("buy now",)
    assert learned_from(WORDS, seen_message("get deal7 or deal8")) == ("deal7", "deal8")
    (taught,) = teach([WORDS], "Words", ("Assistant",))
    assert look(taught, seen_message("my ASSISTANT helps")) is None
    assert look(taught, seen_message("you ass")) is not None
    assert look(taught, seen_message("my assistant, you ass")) is not None


def test_of_links_the_domain_is_learned_with_all_below_it() -> None:
    rule = LinksRule(name="Links", allowed=("known.com",))
    message = seen_message("see https://www.shop.com/a and pay.shop.com and known.com")
    allowed = learned_from(rule, message)
    assert allowed == ("shop.com", "pay.shop.com")
    (taught,) = teach([rule], "Links", allowed)
    assert look(taught, seen_message("www.shop.com/other")) is None
    assert look(taught, seen_message("shop.com.evil.com")) is not None


@pytest.mark.parametrize("rule", [FloodRule(name="F"), NewcomersRule(name="N")])
def test_a_rule_that_reads_no_words_learns_none(rule: AnyRule) -> None:
    assert learned_from(rule, seen_message("hello", Before(is_first_ever=True))) == ()


def test_a_rule_that_is_content_learns_nothing_but_repetition_learns_the_whole_message() -> None:
    assert learned_from(WORDS, seen_message("hello")) == ()
    # It was said again and again, which the message alone does not show.
    assert learned_from(RepetitionRule(name="R"), seen_message("how much?")) == ("how much?",)


def test_a_rule_learns_a_thousand_words_and_no_more() -> None:
    full = WordsRule(name="Words", allowed=tuple(f"w{number}" for number in range(1000)))
    assert teach([full], "Words", ("w1",)) == (full,)
    with pytest.raises(BadInputError, match="1,000"):
        teach([full], "Words", ("new",))


def test_only_the_named_rule_learns() -> None:
    other = WordsRule(name="Other", terms=("ass",))
    assert teach([WORDS, other], "Other", ("ass",))[0] == WORDS

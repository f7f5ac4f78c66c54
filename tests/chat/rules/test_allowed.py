"""Allowed words are read as if they were not there."""

import pytest

from studio.chat.rules.allowed import without
from studio.chat.rules.judge import judge
from studio.chat.rules.seen_message import SeenMessage
from studio.core.moderation import CapsRule, EmotesRule, LinksRule, WordsRule
from tests.support.chat_messages import message, seen_message


@pytest.mark.parametrize(
    ("text", "allowed", "left"),
    [
        ("my Assistant helps", ("assistant",), "my   helps"),
        ("assistants", ("assistant",), "assistants"),
        ("assistants", ("assistant*",), " "),
        ("ＡＳＳ", ("ass",), ""),
        ("all of this", ("All of  this",), " "),
        ("all of this!", ("all of this!",), ""),
        ("hello", ("*",), "hello"),
    ],
)
def test_what_is_left_of_a_message(text: str, allowed: tuple[str, ...], left: str) -> None:
    assert without(seen_message(text), allowed).message.text == left


def test_emotes_are_allowed_by_their_name() -> None:
    seen = SeenMessage(message("hi", emotes=3))
    assert judge([EmotesRule(name="E", most_emotes=2)], seen).decisive is not None
    assert judge([EmotesRule(name="E", most_emotes=2, allowed=("kappa",))], seen).decisive is None


def test_each_rule_allows_only_for_itself() -> None:
    rules = (
        WordsRule(name="Words", terms=("ass",), allowed=("ASS",)),
        CapsRule(name="Caps", least_letters=3),
    )
    decisive = judge(rules, seen_message("ASS")).decisive
    assert decisive is not None
    assert decisive.rule == "Caps"


def test_a_domain_that_is_allowed_is_no_word_that_is() -> None:
    rule = LinksRule(name="Links", allowed=("shop.com",))
    assert judge([rule], seen_message("pay.shop.com")).decisive is None
    assert judge([rule], seen_message("shop.com.evil.com")).decisive is not None

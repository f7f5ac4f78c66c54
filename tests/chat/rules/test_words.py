"""Blocked words."""

import pytest

from studio.chat.rules.words import check_patterns, found_words
from studio.core.errors import BadInputError
from studio.core.moderation import WordsRule
from tests.support.chat_messages import seen_message


def fires(text: str, *terms: str, has_variants: bool = True) -> bool:
    rule = WordsRule(name="Blocked", terms=terms, has_variants=has_variants)
    return found_words(rule, seen_message(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "you idiot",
        "IDIOT!",
        "1d10t",
        "i d i o t",
        "iiidiot",
        "ιdιοt",
        "you ＩＤＩＯＴ",
        "i.d.i.o.t",
    ],
)
def test_variants_are_found(text: str) -> None:
    assert fires(text, "idiot")


@pytest.mark.parametrize("text", ["idiots", "idiotic", "", "id iot", "Scunthorpe"])
def test_only_whole_words(text: str) -> None:
    assert not fires(text, "idiot", "cunt")


def test_stars_stand_for_letters() -> None:
    assert fires("such idiocy", "idio*")
    assert fires("megaidiot", "*idiot")
    assert not fires("megaidiot", "idiot*")


def test_phrases_and_dense_scripts() -> None:
    assert fires("go   to hell now", "go to hell")
    assert fires("你这个丑八怪啊", "丑八怪")
    assert fires("丑 八 怪", "丑八怪")
    assert not fires("丑八", "丑八怪")


def test_without_variants_only_what_is_written() -> None:
    assert fires("IDIOT", "idiot", has_variants=False)
    assert not fires("1d10t", "idiot", has_variants=False)


def test_patterns_find_and_never_run_on() -> None:
    rule = WordsRule(name="P", patterns=(r"free\s+\d+",))
    assert found_words(rule, seen_message("get FREE 100 now")) == (
        "it matches a blocked pattern",
        "FREE 100",
    )
    endless = WordsRule(name="P", patterns=(r"(a+)+$",))
    found = found_words(endless, seen_message("a" * 40 + "!"))
    assert found is None or "took too long" in found[0]


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(BadInputError, match="cannot be read") as told:
        check_patterns(WordsRule(name="Mine", patterns=("ok", "(")))
    assert told.value.where == "Mine: ("


def test_thousands_of_terms() -> None:
    letters = "bdfhjkmpqw"
    terms = tuple(
        f"{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:5]
    )
    assert fires("here is wqpb", *terms)
    assert not fires("here is wqpw", *terms)


def test_digits_and_signs_alone_are_not_read_as_letters() -> None:
    assert fires("88", "88")
    assert not fires("I see", "1", "!!!")
    assert fires("buy 1 now", "1")

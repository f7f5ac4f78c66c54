import pytest

from studio.core.chat import Fragment, FragmentKind
from studio.core.chat_text import clean_name, clean_text, fragments_of, is_too_long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello \n there ", "hello there"),
        ("a\u202eb\u2066c\u200bd\x00e", "abcde"),
        ("z" + "\u0301" * 40, "\u017a\u0301\u0301"),
        ("\u200b\u202e ", ""),
        ("<b>bold</b>", "<b>bold</b>"),
        ("👩\u200d🚀 这个多少钱", "👩\u200d🚀 这个多少钱"),
        ("\ud800x", "x"),
    ],
)
def test_what_nobody_sees_is_taken_away_and_the_rest_stays(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_name_is_short_and_no_mention() -> None:
    assert clean_name("  @@Anna\u202e ") == "Anna"
    assert clean_name("Ａｎｎａ") == "Anna"
    assert clean_name("x" * 100) == "x" * 24
    assert clean_name("\u200b") == ""


def test_too_long_is_said_and_not_cut() -> None:
    assert not is_too_long("x" * 500)
    assert is_too_long("x" * 501)


def test_mentions_are_told_apart() -> None:
    mention = Fragment("@anna b", FragmentKind.MENTION)
    assert fragments_of("hi @anna b, see a@b", ["Anna", "Anna B"]) == (
        Fragment("hi "),
        mention,
        Fragment(", see a@b"),
    )
    assert fragments_of("@nobody", ["Anna"]) == (Fragment("@nobody"),)
    assert fragments_of("@Anna", ["Anna"]) == (Fragment("@Anna", FragmentKind.MENTION),)

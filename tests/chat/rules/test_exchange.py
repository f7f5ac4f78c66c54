"""Lists of words from and for other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.rules.exchange import WordList, read_words, to_nightbot, to_twitch
from studio.core.errors import BadInputError


@pytest.mark.parametrize(
    ("data", "terms", "patterns"),
    [
        (b'{"data": [{"id": "1", "text": "bad"}, {"text": "worse *"}]}', ("bad", "worse *"), ()),
        (b"bad\r\n\r\n  worse  \n~/fr[e3]+/i\n", ("bad", "worse"), ("fr[e3]+",)),
        (b'{"blacklist": "bad\\n~/a+/"}', ("bad",), ("a+",)),
        (b'["bad", "bad", "x"]', ("bad", "x"), ()),
        (b"", (), ()),
    ],
)
def test_formats_are_told_by_what_is_in_them(
    data: bytes, terms: tuple[str, ...], patterns: tuple[str, ...]
) -> None:
    words = read_words(data, "list.txt")
    assert (words.terms, words.patterns, words.refused) == (terms, patterns, ())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"data": 3}', "no list of terms"),
        (b'{"data": [{"text": 3}]}', "entry 1 has no text"),
        (b'{"data": ', "broken JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_broken_list_is_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        read_words(data, "list.txt")


def test_bad_lines_are_named_and_the_rest_is_taken() -> None:
    words = read_words(b"good\n~/(/\n" + b"x" * 501, "list.txt")
    assert words.terms == ("good",)
    assert words.refused == (
        "line 2 is no regular expression",
        "line 3 is longer than 500 characters",
    )


_TERM = st.text("abc 你好*", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(_TERM, unique=True, max_size=20))
def test_what_is_written_is_read_again(terms: list[str]) -> None:
    words = WordList(tuple(terms), ("a+b",))
    assert read_words(to_nightbot(words), "x") == words
    assert read_words(to_twitch(words), "x").terms == words.terms

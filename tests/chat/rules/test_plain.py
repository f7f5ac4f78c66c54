"""Tricks of writing are undone, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.rules.plain import bold, plain, seen


@pytest.mark.parametrize(
    ("trick", "meant"),
    [
        ("ＳＰＡＭ", "spam"),
        ("s p a m", "spam"),
        ("s.p.a.m now", "spam now"),
        ("s\u200bp\u200da\u2060m", "spam"),
        ("\u202espam\u202c", "spam"),
        ("ѕраm", "spam"),
        ("𝓼𝓹𝓪𝓶", "spam"),
        ("ꜱᴘᴀᴍ", "spam"),
        ("spám", "spam"),
        ("s\u0336p\u0336a\u0336m\u0336", "spam"),
        ("加 微 信", "加微信"),
        ("加\u200b微．信", "加微.信"),
    ],
)
def test_tricks_are_undone(trick: str, meant: str) -> None:
    assert plain(trick) == meant


@pytest.mark.parametrize(
    ("trick", "meant"), [("sp4m", "spam"), ("$pam", "spam"), ("spaaaam", "spam"), ("ﬁ", "fi")]
)
def test_digits_and_stretched_letters_are_read(trick: str, meant: str) -> None:
    assert bold(trick) == meant


@pytest.mark.parametrize(
    "text", ["이거 얼마예요", "これいくら", "这个多少钱", "a b test", "is it ok"]
)
def test_ordinary_writing_stays(text: str) -> None:
    assert plain(text) == unicodedata.normalize("NFC", text.casefold())


def test_heaps_of_marks_are_cut() -> None:
    assert seen("z" + "\u0301" * 40) == unicodedata.normalize("NFC", "z\u0301") + "\u0301" * 2


@given(st.text(max_size=300))
def test_any_text_is_read_and_once_is_enough(text: str) -> None:
    assert seen(seen(text)) == seen(text)
    assert isinstance(bold(text), str)

"""Words to search by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.store.tokens import asked, blinded, tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it ＯＫ?", ["is", "it", "ok"]),
        ("多少钱", ["多", "多少", "少", "少钱", "钱"]),
        ("红色M码", ["红", "红色", "色", "m", "码"]),
        ("12号", ["12", "号"]),
        ("🙂 !", []),
    ],
)
def test_latin_by_words_dense_scripts_by_pairs(text: str, expected: list[str]) -> None:
    assert tokens_of(text) == expected


@given(st.text(max_size=200))
def test_every_text_finds_itself(text: str) -> None:
    assert set(asked(text)) <= set(tokens_of(text)) or len(tokens_of(text)) == 400


@given(st.text(max_size=2000))
def test_tokens_are_few_and_short(text: str) -> None:
    tokens = tokens_of(text)
    assert len(tokens) <= 400
    assert all(0 < len(token) <= 64 for token in tokens)


def test_only_blinded_tokens_leave() -> None:
    assert blinded("hi you", lambda token: token[::-1]) == "ih uoy"

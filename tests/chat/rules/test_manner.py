"""How something is written."""

import pytest

from studio.chat.rules.manner import (
    found_caps,
    found_emotes,
    found_flood,
    found_newcomer,
    found_repetition,
)
from studio.chat.rules.seen_message import Before
from studio.core.moderation import (
    CapsRule,
    EmotesRule,
    FloodRule,
    NewcomersRule,
    RepetitionRule,
)
from tests.support.chat_messages import seen_message


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("WHERE IS MY ORDER", True),
        ("WHERE is my order please", False),
        ("OK", False),
        ("这个多少钱这个多少钱这个多少钱", False),
    ],
)
def test_shouting(text: str, fires: bool) -> None:
    assert (found_caps(CapsRule(name="c"), seen_message(text)) is not None) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("哈" * 21, True),
        ("哈" * 20, False),
        ("buy " * 9, True),
        ("! " * 21, True),
        ("join my club " * 4, True),
        ("join my club " * 3, False),
        ("a normal line", False),
    ],
)
def test_repetition_within_a_message(text: str, fires: bool) -> None:
    found = found_repetition(RepetitionRule(name="r"), seen_message(text))
    assert (found is not None) is fires


def test_repetition_of_messages_within_the_time() -> None:
    rule = RepetitionRule(name="r", most_same_messages=2, within_s=60)
    twice = Before((50_000, 90_000), ("hello", "hello"))
    assert found_repetition(rule, seen_message("HELLO", twice)) is not None
    long_ago = Before((10_000, 90_000), ("hello", "hello"))
    assert found_repetition(rule, seen_message("hello", long_ago)) is None


def test_floods() -> None:
    rule = FloodRule(name="f", most_messages=2, within_s=10)
    assert found_flood(rule, seen_message("x", Before((95_000, 99_000), ("a", "b")))) is not None
    assert found_flood(rule, seen_message("x", Before((80_000, 99_000), ("a", "b")))) is None


def test_emotes_and_emoji_count_together() -> None:
    rule = EmotesRule(name="e", most_emotes=4)
    assert found_emotes(rule, seen_message("🙂🙂🙂", emotes=2)) is not None
    assert found_emotes(rule, seen_message("🙂🙂", emotes=2)) is None


def test_newcomers() -> None:
    rule = NewcomersRule(name="n")
    assert found_newcomer(rule, seen_message("hi", Before(is_first_ever=True))) is not None
    assert found_newcomer(rule, seen_message("hi")) is None

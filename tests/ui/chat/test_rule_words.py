"""Rules in words, in both languages."""

import pytest

from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages.results import RuleFinding
from studio.core.moderation import Action, first_rules
from studio.core.shield import ShieldProfile, ShieldState
from studio.ui import words
from studio.ui.chat import rule_words
from studio.ui.chat.rule_words import (
    KINDS,
    ROLES,
    action_words,
    finding_words,
    kind_words,
    left_words,
    name_words,
    role_words,
    room_words,
    slow_words,
)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_has_its_words(language: str) -> None:
    with words.speaking(language):
        for kind in KINDS:
            assert not kind_words(kind).startswith("rule_kind")
        for action in Action:
            assert not action_words(action).startswith("rule_does")
        for role in ROLES:
            assert not role_words(role).startswith("role_")
        for refusal in rule_words._REFUSALS:
            assert not name_words(refusal).startswith("refused_")


def test_the_rules_of_a_new_room_are_called_in_the_persons_language() -> None:
    with words.speaking("zh"):
        named = [name_words(rule.name) for rule in first_rules()]
        assert "链接" in named
        assert not any(name.isascii() for name in named)
        assert name_words("My own") == "My own"


def test_a_finding_says_rule_act_and_reason() -> None:
    found = RuleFinding("Links", Action.HOLD, "it has a link", "a.com")
    assert finding_words(found) == "Links · Hold for a moderator · It has a link"
    with words.speaking("zh"):
        assert finding_words(found) == "链接 · 拦下待审 · 含有链接"


def test_what_keeps_people_from_writing_is_said_in_one_line() -> None:
    assert room_words(ChatSettings()) == ""
    settings = ChatSettings(slow_mode_s=120, writers=Writers.RETURNING, is_emote_only=True)
    assert room_words(settings) == "Only who was here before writes · Emotes only · Slow mode 2 min"
    assert room_words(ChatSettings(is_page_open=False)) == "Closed on the page"
    assert [slow_words(seconds) for seconds in (0, 5, 60)] == ["Off", "5 s", "1 min"]


def test_what_is_left_of_a_shield_never_goes_below_nothing() -> None:
    shield = ShieldState(ShieldProfile.STRICT, 0, 125_000)
    assert left_words(shield, 0) == "2:05"
    assert left_words(shield, 900_000) == "0:00"

"""A person in words."""

from studio.core.chat import ChatRole, Platform
from studio.core.room import PersonStanding
from studio.ui import words
from studio.ui.moderator.person_words import (
    count_words,
    platform_words,
    role_words,
    standing_words,
)
from tests.support.team import card


def test_all_platforms_and_roles_have_words() -> None:
    for language in words.LANGUAGES:
        with words.speaking(language):
            said = platform_words(Platform) + role_words(ChatRole)
            assert "platform_" not in said
            assert "role_" not in said
    assert platform_words({Platform.TWITCH, Platform.PAGE}) == "Viewer page, Twitch"
    assert role_words({ChatRole.FIRST_TIME, ChatRole.VIP}) == "VIP, first time here"


def test_whether_they_may_write() -> None:
    assert standing_words(None) == standing_words(PersonStanding("p")) == ""
    assert standing_words(PersonStanding("p", -1, "spam")) == "Banned (spam)"
    assert standing_words(PersonStanding("p", 1_700_000_000_000)).startswith("Silent until 2023")


def test_counts() -> None:
    said = count_words(card())
    assert said.startswith("23 messages · 4 held · 2 deleted · here since 2023-")

"""Who may write while the room is not open to everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.admission import Admission, is_emotes_only, refused_for
from studio.core.chat import ChatRole, Fragment, FragmentKind
from studio.core.chat_settings import ChatSettings, Writers

HELLO = (Fragment("hello"),)
NOW_MS = 10_000_000
MINUTE_MS = 60_000
KNOWN = ChatSettings(writers=Writers.RETURNING, known_for_min=10)


def test_everybody_may_write_until_it_is_said_otherwise() -> None:
    assert refused_for(ChatSettings(), (), HELLO, 0, NOW_MS) == ""


@pytest.mark.parametrize(
    ("first_ms", "word"),
    [
        (0, "returning"),
        (NOW_MS, "returning"),
        (NOW_MS - 10 * MINUTE_MS + 1, "returning"),
        (NOW_MS - 10 * MINUTE_MS, ""),
    ],
)
def test_who_returns_was_seen_long_enough_ago(first_ms: int, word: str) -> None:
    assert refused_for(KNOWN, (), HELLO, first_ms, NOW_MS) == word


def test_a_platform_knows_its_followers_and_subscribers() -> None:
    assert refused_for(KNOWN, {ChatRole.FOLLOWER}, HELLO, 0, NOW_MS) == ""
    subscribers = ChatSettings(writers=Writers.SUBSCRIBERS)
    assert refused_for(subscribers, {ChatRole.FOLLOWER}, HELLO, 1, NOW_MS) == "subscribers"
    assert refused_for(subscribers, {ChatRole.SUBSCRIBER}, HELLO, 0, NOW_MS) == ""


@given(
    st.sampled_from([ChatRole.BROADCASTER, ChatRole.MODERATOR, ChatRole.VIP]),
    st.sampled_from(Writers),
    st.booleans(),
)
def test_those_who_keep_order_always_may(
    role: ChatRole, writers: Writers, is_emote_only: bool
) -> None:
    settings = ChatSettings(writers=writers, is_emote_only=is_emote_only)
    assert refused_for(settings, {role}, HELLO, 0, NOW_MS) == ""


@pytest.mark.parametrize(
    ("fragments", "is_so"),
    [
        ((Fragment("👍🏽 ❤️ 👩‍👩‍👧 🇨🇳"),), True),
        ((Fragment("Kappa", FragmentKind.EMOTE, "25"), Fragment(" ")), True),
        ((Fragment("@Anna", FragmentKind.MENTION), Fragment(" 🎉")), True),
        ((Fragment("nice 👍"),), False),
        ((Fragment("好"),), False),
        ((Fragment("1"),), False),
        ((Fragment("!!"),), False),
    ],
)
def test_emotes_only_means_no_letters_no_digits_no_signs(
    fragments: tuple[Fragment, ...], is_so: bool
) -> None:
    assert is_emotes_only(fragments) is is_so
    word = refused_for(ChatSettings(is_emote_only=True), (), fragments, 0, NOW_MS)
    assert word == ("" if is_so else "emotes")


async def test_the_past_is_asked_once_about_somebody_and_again_while_they_were_never_seen() -> None:
    asked: list[str] = []
    seen = {"p-anna": 1}

    async def first_seen(actor: str) -> int:
        asked.append(actor)
        return seen.get(actor, 0)

    admission = Admission(first_seen)

    async def asked_for(actor: str) -> str:
        await admission.learn(KNOWN, actor)
        return admission.refused_for(KNOWN, actor, (), HELLO, NOW_MS)

    assert [await asked_for(one) for one in ("p-anna", "p-anna", "p-ben")] == ["", "", "returning"]
    seen["p-ben"] = 1
    assert await asked_for("p-ben") == ""
    await admission.learn(ChatSettings(), "p-cleo")
    assert asked == ["p-anna", "p-ben", "p-ben"]

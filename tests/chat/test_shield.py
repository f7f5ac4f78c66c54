"""The shield is never milder than the room, and says before what it would do."""

from hypothesis import given
from hypothesis import strategies as st

from studio.chat.rules.judge import check_rules, judge
from studio.chat.rules.seen_message import SeenMessage
from studio.chat.shield import Outcome, Shield, foreseen, last_known, shielded
from studio.core.chat import MessageState, Platform
from studio.core.chat_settings import ChatSettings, Writers
from studio.core.moderation import Action, LinksRule, WordsRule, first_rules
from studio.core.records.record import Record
from studio.core.records.rules import ShieldLowered, ShieldRaised
from studio.core.room import RoomMessage
from studio.core.shield import ShieldProfile, ShieldState
from tests.support.chat_messages import seen_message
from tests.support.room_messages import room_message

_STRENGTH = {Action.HOLD: 0, Action.DROP: 1, Action.TIME_OUT: 2}
SETTINGS = st.builds(
    ChatSettings,
    rules=st.lists(st.sampled_from(first_rules()), unique=True).map(tuple),
    slow_mode_s=st.integers(0, 120),
    writers=st.sampled_from(Writers),
    is_emote_only=st.booleans(),
)
TEXTS = st.sampled_from(["hello", "see www.shop.com", "加微信 abc12345", "🎉" * 20, "A" * 30])


@given(SETTINGS, st.sampled_from(ShieldProfile), TEXTS)
def test_a_shield_is_never_milder(
    settings: ChatSettings, profile: ShieldProfile, text: str
) -> None:
    stricter = shielded(settings, profile)
    check_rules(stricter.rules)
    assert stricter.slow_mode_s >= settings.slow_mode_s
    assert stricter.writers in {settings.writers, Writers.RETURNING}
    assert (stricter.is_emote_only, stricter.is_page_open) == (
        settings.is_emote_only,
        settings.is_page_open,
    )
    before = judge(settings.rules, seen_message(text))
    after = judge(stricter.rules, seen_message(text))
    if before.decisive is not None:
        assert after.decisive is not None
        assert _STRENGTH[after.decisive.action] >= _STRENGTH[before.decisive.action]


def test_each_profile_does_what_it_says() -> None:
    room = ChatSettings(rules=(LinksRule(name="Links", allowed=("shop.com",), is_on=False),))
    careful = shielded(room, ShieldProfile.CAREFUL)
    link = judge(careful.rules, seen_message("see evil.com"))
    assert link.decisive is not None
    assert (link.decisive.rule, link.decisive.action) == ("Links", Action.HOLD)
    assert judge(careful.rules, seen_message("see shop.com")).decisive is None
    assert (careful.slow_mode_s, careful.writers) == (10, Writers.EVERYBODY)
    strict = shielded(room, ShieldProfile.STRICT)
    link = judge(strict.rules, seen_message("see evil.com"))
    assert link.decisive is not None
    assert link.decisive.action is Action.DROP
    assert (strict.slow_mode_s, strict.writers) == (30, Writers.RETURNING)
    held = judge(shielded(room, ShieldProfile.ALL_HELD).rules, seen_message("hello"))
    assert held.decisive is not None
    assert (held.decisive.rule, held.decisive.action) == ("Shield", Action.HOLD)


def test_blocked_words_that_are_off_stay_off() -> None:
    room = ChatSettings(rules=(WordsRule(name="Taste", terms=("blue",), is_on=False),))
    assert judge(shielded(room, ShieldProfile.STRICT).rules, seen_message("blue")).decisive is None


def test_the_settings_in_force_are_made_once_and_follow_every_change() -> None:
    shield, room = Shield(), ChatSettings()
    assert shield.in_force(room) is room
    shield.state = ShieldState(ShieldProfile.CAREFUL, 0, 1)
    first = shield.in_force(room)
    assert first == shielded(room, ShieldProfile.CAREFUL)
    assert shield.in_force(room) is first
    shield.state = ShieldState(ShieldProfile.STRICT, 0, 1)
    assert shield.in_force(room) == shielded(room, ShieldProfile.STRICT)
    other = ChatSettings(slow_mode_s=99)
    assert shield.in_force(other).slow_mode_s == 99
    shield.state = None
    assert shield.in_force(room) is room


def test_the_last_record_says_whether_it_is_up() -> None:
    up = Record("show-1", 5, ShieldRaised(ShieldProfile.STRICT, 60), "p-mod")
    down = Record("show-1", 9, ShieldLowered(), "p-mod")
    assert last_known([]) is None
    assert last_known([up]) == ShieldState(ShieldProfile.STRICT, 5, 60, "p-mod")
    assert last_known([down]) is None


def _outcomes(messages: list[RoomMessage], profile: ShieldProfile) -> list[tuple[str, str, str]]:
    first = {one.message.author.actor: 0 for one in messages}
    seen = {"p-Anna": 1}
    told = foreseen(shielded(ChatSettings(), profile), messages, first, seen)
    return [(one.message.message.id, one.word, one.rule) for one in told]


def test_it_foresees_what_would_be_held_dropped_and_refused() -> None:
    messages = [
        room_message(1, "hello"),
        room_message(2, "www.evil.com", "Ben"),
        room_message(3, "buy", "Cleo", platform=Platform.TWITCH),
        room_message(4, "gone", state=MessageState.DELETED),
        room_message(5, "again at once"),
        room_message(6, "I am the host", is_host=True, name="Host"),
    ]
    assert _outcomes(messages, ShieldProfile.CAREFUL) == [
        ("m1", "", ""),
        ("m2", "held", "Links"),
        ("m3", "", ""),
        ("m5", "refused", "slow"),
        ("m6", "", ""),
    ]
    assert _outcomes(messages, ShieldProfile.STRICT)[:3] == [
        ("m1", "", ""),
        ("m2", "refused", "returning"),
        ("m3", "dropped", "returning"),
    ]
    assert {word for _, word, _ in _outcomes(messages, ShieldProfile.ALL_HELD)} == {"held", ""}


def test_the_first_message_of_somebody_is_told_from_the_second() -> None:
    first = room_message(1, "hi", "Ben", platform=Platform.TWITCH)
    second = room_message(2, "hi again", "Ben", platform=Platform.TWITCH)
    written = {"p-Ben": first.message.received_wall_ms}
    stricter = shielded(ChatSettings(), ShieldProfile.CAREFUL)
    told = list(foreseen(stricter, [first, second], written, {}))
    assert told == [Outcome(first, "held", "First message"), Outcome(second)]


def test_what_is_foreseen_is_what_the_judge_says_of_each() -> None:
    message = room_message(1, "加微信 abc12345", platform=Platform.TWITCH)
    stricter = shielded(ChatSettings(), ShieldProfile.CAREFUL)
    (told,) = foreseen(stricter, [message], {"p-Anna": 0}, {})
    decisive = judge(stricter.rules, SeenMessage(message.message)).decisive
    assert decisive is not None
    assert told.rule == decisive.rule

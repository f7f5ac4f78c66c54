"""The room: judged, kept before it is shown, decided, and refused with a reason."""

import msgspec
import pytest

from studio.core.chat import ChatRole, Fragment, FragmentKind, MessageState, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.clock import NS_PER_S
from studio.core.connectors import MessageHeard
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages.events import MessagesAdded, MessagesChanged, PersonsChanged
from studio.core.moderation import Action, LinksRule, NewcomersRule, WordsRule
from studio.core.records.chat import (
    Decision,
    MessageDecided,
    MessageReceived,
    Verdict,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.studio import SettingChanged
from studio.core.room import PersonStanding, PostRefusedError, RoomMessage
from tests.support.chat_messages import message
from tests.support.rooms import RoomStand

ANNA, BEN = ("anna", "Anna"), ("ben", "Ben")
OWNER = "owner"


@pytest.fixture
def stand() -> RoomStand:
    return RoomStand()


def heard(text: str, number: int = 1, user_id: str = "anna") -> MessageHeard:
    return MessageHeard(f"t{number}", user_id, "Anna", (Fragment(text),), 1000)


def told(stand: RoomStand) -> list[RoomMessage]:
    stand.room.news.flush()
    return [
        one for event in stand.told if isinstance(event, MessagesAdded) for one in event.messages
    ]


async def test_a_post_is_kept_under_a_pseudonym_and_told(stand: RoomStand) -> None:
    kept = await stand.room.post(*ANNA, " hello\u202e  <b>there</b> ")
    assert kept.message.text == "hello <b>there</b>"
    assert kept.message.author.actor == stand.records[0].actor == "p-page-anna"
    assert kept.state is MessageState.VISIBLE
    assert told(stand) == [kept]
    payload = stand.payloads()[0]
    assert isinstance(payload, MessageReceived)
    assert (payload.author_name, payload.author_id) == ("Anna", "anna")


async def test_nothing_is_told_of_what_the_log_did_not_take(stand: RoomStand) -> None:
    async def refuse(_record: object) -> int:
        raise BadInputError("the database refuses it", "store")

    stand.room._keep = refuse
    with pytest.raises(BadInputError):
        await stand.room.post(*ANNA, "hello")
    assert told(stand) == []


async def test_mentions_and_replies_are_of_those_who_are_here(stand: RoomStand) -> None:
    first = await stand.room.post(*ANNA, "hello")
    second = await stand.room.post(*BEN, "@Anna hi", first.message.id)
    assert second.message.fragments[0] == Fragment("@Anna", FragmentKind.MENTION)
    assert second.message.reply_to == first.message.id
    third = await stand.room.post(*BEN, "@Nobody", "m-unknown")
    assert third.message.reply_to == ""


@pytest.mark.parametrize(
    ("text", "word"), [("", "empty"), ("\u200b", "empty"), ("x" * 501, "long")]
)
async def test_what_cannot_be_posted_says_why(stand: RoomStand, text: str, word: str) -> None:
    with pytest.raises(PostRefusedError) as caught:
        await stand.room.post(*ANNA, text)
    assert caught.value.word == word
    assert stand.records == []
    assert stand.room.counts.refused == 1


async def test_too_fast_and_slow_mode_say_how_long(stand: RoomStand) -> None:
    stand.room.settings = ChatSettings(rules=())
    for number in range(5):
        await stand.room.post(*ANNA, f"hello {number}")
    with pytest.raises(PostRefusedError) as caught:
        await stand.room.post(*ANNA, "once more")
    assert (caught.value.word, caught.value.wait_s) == ("fast", 10)
    stand.clock.advance(11 * NS_PER_S)
    stand.room.settings = ChatSettings(rules=(), slow_mode_s=30)
    with pytest.raises(PostRefusedError) as caught:
        await stand.room.post(*ANNA, "once more")
    assert (caught.value.word, caught.value.wait_s) == ("slow", 19)
    stand.room.settings = ChatSettings(is_page_open=False)
    with pytest.raises(PostRefusedError, match="closed"):
        await stand.room.post(*BEN, "hello")


async def test_what_a_rule_holds_waits_and_what_it_drops_is_refused(stand: RoomStand) -> None:
    rules = (LinksRule(name="Links"), WordsRule(name="Words", terms=("spam",), action=Action.DROP))
    stand.room.settings = ChatSettings(rules=rules)
    held = await stand.room.post(*ANNA, "see www.shop.com")
    assert (held.state, held.rule) == (MessageState.HELD, "Links")
    with pytest.raises(PostRefusedError, match="dropped"):
        await stand.room.post(*ANNA, "this is spam")
    counts = stand.room.counts
    assert (counts.received, counts.held, counts.dropped) == (2, 1, 1)


async def test_a_rule_can_time_somebody_out(stand: RoomStand) -> None:
    rule = WordsRule(name="Words", terms=("spam",), action=Action.TIME_OUT, timeout_s=60)
    stand.room.settings = ChatSettings(rules=(rule,))
    with pytest.raises(PostRefusedError, match="dropped"):
        await stand.room.post(*ANNA, "spam")
    with pytest.raises(PostRefusedError) as caught:
        await stand.room.post(*ANNA, "sorry")
    assert (caught.value.word, caught.value.wait_s) == ("blocked", 60)
    assert isinstance(stand.payloads()[1], ViewerTimedOut)


async def test_first_messages_are_looked_up_only_when_a_rule_asks(stand: RoomStand) -> None:
    stand.known.add("p-page-ben")
    stand.room.settings = ChatSettings(rules=(NewcomersRule(name="First"),))
    assert (await stand.room.post(*ANNA, "hello")).state is MessageState.HELD
    assert (await stand.room.post(*BEN, "hello")).state is MessageState.VISIBLE


async def test_what_a_platform_says_twice_is_shown_once(stand: RoomStand) -> None:
    first = await stand.room.hear(heard("hello"), Platform.TWITCH, "clay")
    assert first is not None
    assert await stand.room.hear(heard("hello"), Platform.TWITCH, "clay") is None
    assert told(stand) == [first]
    assert stand.room.counts.duplicates == 1


async def test_who_is_blocked_here_is_not_seen_from_anywhere(stand: RoomStand) -> None:
    stand.room.blocks.put(PersonStanding("p-twitch-anna", -1))
    kept = await stand.room.hear(heard("hello"), Platform.TWITCH, "clay")
    assert kept is not None
    assert kept.state is MessageState.DROPPED
    payload = stand.payloads()[0]
    assert isinstance(payload, MessageReceived)
    assert (payload.verdict, payload.rule) == (Verdict.DROP, "blocked")


async def test_held_is_released_deleted_and_brought_back(stand: RoomStand) -> None:
    held = await stand.room.post(*ANNA, "see www.shop.com")
    for decision, state in (
        (Decision.RELEASE, MessageState.VISIBLE),
        (Decision.DELETE, MessageState.DELETED),
        (Decision.RESTORE, MessageState.VISIBLE),
    ):
        done = await stand.room.decide(held.message.id, decision, OWNER, "so")
        again = await stand.room.decide(held.message.id, decision, OWNER)
        assert done.state is again.state is state
    stand.room.news.flush()
    changed = [event for event in stand.told if isinstance(event, MessagesChanged)]
    changes = changed[0].changes
    assert [one.message is not None for one in changes] == [True, False, True]
    decided = [one for one in stand.records if isinstance(one.payload, MessageDecided)]
    assert len(decided) == 3
    assert {one.actor for one in decided} == {OWNER}


async def test_what_is_older_than_the_memory_is_decided_too(stand: RoomStand) -> None:
    stand.past["m-old"] = RoomMessage(1, msgspec.structs.replace(message("old"), id="m-old"))
    done = await stand.room.decide("m-old", Decision.DELETE, OWNER)
    assert done.state is MessageState.DELETED
    with pytest.raises(NotFoundError):
        await stand.room.decide("m-never", Decision.DELETE, OWNER)


async def test_time_out_ban_and_back(stand: RoomStand) -> None:
    actor = stand.room.actor_of(Platform.PAGE, "anna")
    await stand.room.time_out(actor, 0, OWNER, "spam")
    with pytest.raises(PostRefusedError) as caught:
        await stand.room.post(*ANNA, "hello")
    assert (caught.value.word, caught.value.wait_s) == ("blocked", 0)
    await stand.room.readmit(actor, OWNER)
    assert (await stand.room.post(*ANNA, "hello")).state is MessageState.VISIBLE
    stand.room.news.flush()
    persons = [event for event in stand.told if isinstance(event, PersonsChanged)]
    assert [one.until_wall_ms for event in persons for one in event.persons] == [-1, 0]
    assert isinstance(stand.payloads()[1], ViewerReadmitted)


async def test_the_studio_itself_is_judged_by_nobody(stand: RoomStand) -> None:
    kept = await stand.room.say("see www.shop.com", OWNER)
    assert kept is not None
    assert kept.state is MessageState.VISIBLE
    assert kept.message.author.roles == {ChatRole.BROADCASTER}
    with pytest.raises(BadInputError):
        await stand.room.say(" \u200b", OWNER)


async def test_other_rules_are_kept_and_bad_ones_refused(stand: RoomStand) -> None:
    await stand.room.set(ChatSettings(rules=(), slow_mode_s=5), OWNER)
    assert stand.room.settings.slow_mode_s == 5
    names = [one.name for one in stand.payloads() if isinstance(one, SettingChanged)]
    assert names == ["chat.rules", "chat.slow_mode_s"]
    twice = (LinksRule(name="A"), LinksRule(name="A"))
    with pytest.raises(BadInputError):
        await stand.room.set(ChatSettings(rules=twice), OWNER)


async def test_rules_are_tried_without_a_trace(stand: RoomStand) -> None:
    tried = stand.room.try_rules("see www.shop.com", frozenset(), None)
    assert tried.verdict is Verdict.HOLD
    spared = stand.room.try_rules("see www.shop.com", frozenset({ChatRole.MODERATOR}), None)
    assert spared.verdict is Verdict.ALLOW
    assert stand.records == []

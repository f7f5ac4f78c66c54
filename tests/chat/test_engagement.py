"""What is typed counts like what is tapped, the blocked take no part, and news is told once."""

import msgspec
import pytest

from studio.chat.engagement import Engagement
from studio.core.chat import ChatRole, MessageState
from studio.core.clock import NS_PER_S
from studio.core.engage import DrawRules, DrawState, Mine, TakingPartError
from studio.core.messages.events import (
    EngageShown,
    MessagesAdded,
    MessagesChanged,
    PersonsChanged,
    QuestionsChanged,
)
from studio.core.room import MessageChange, PersonStanding, RoomMessage
from tests.support.chat_messages import message
from tests.support.kept_log import KeptLog, KeptSeeds
from tests.support.waiting import until

HOST = frozenset({ChatRole.BROADCASTER})


class Stand:
    """All of it, with a log in memory."""

    def __init__(self) -> None:
        self.log = KeptLog()
        self.first: dict[str, int] = {}
        self.persons: list[str] = []
        self.parts = Engagement(
            self.log.append, self.log.clock, KeptSeeds(), self, lambda: self.log.session_id
        )
        self.parts.on_person = self.persons.append

    async def first_wall_ms(self, actor: str) -> int:
        """When they wrote first."""
        return self.first.get(actor, 0)

    def say(self, text: str, actor: str, state: MessageState = MessageState.VISIBLE) -> RoomMessage:
        """Somebody types that."""
        roles = HOST if actor == "owner" else frozenset()
        kept = RoomMessage(1, message(text, actor=actor, roles=roles), state)
        self.parts.hear(MessagesAdded((kept,)))
        return kept


@pytest.fixture
async def stand() -> Stand:
    return Stand()


async def test_typed_numbers_vote_and_the_typed_keyword_enters(stand: Stand) -> None:
    parts = stand.parts
    await parts.polls.open("Which?", ("Blue", "White"), 0, "owner", is_hidden=False)
    await parts.draws.open(DrawRules(keyword="bowl"), 0, "owner")
    stand.say("2", "p-anna")
    stand.say("bowl", "p-anna")
    stand.say("1", "owner")
    stand.say("1", "p-held", MessageState.HELD)
    stand.say("hello", "p-ben")
    await until(lambda: parts.mine("p-anna") == Mine(1, is_in=True))
    assert set(parts.voters()) == {"p-anna"}
    assert sorted(stand.persons) == ["p-anna", "p-anna"]
    assert parts.shown().draw is not None
    assert parts.passed_over == 0
    await parts.close()


async def test_the_blocked_take_no_part_and_lose_their_place(stand: Stand) -> None:
    parts = stand.parts
    await parts.polls.open("Which?", ("Blue", "White"), 0, "owner", is_hidden=False)
    await parts.draws.open(DrawRules(), 0, "owner")
    await parts.enter("p-anna", "Anna")
    parts.take_blocks([PersonStanding("p-ben", -1)])
    parts.hear(PersonsChanged((PersonStanding("p-anna", -1),)))
    await until(lambda: not parts.mine("p-anna").is_in)
    for actor in ("p-anna", "p-ben"):
        with pytest.raises(TakingPartError) as caught:
            await parts.vote(actor, 0)
        assert caught.value.word == "blocked"
    parts.hear(PersonsChanged((PersonStanding("p-anna", 0),)))
    await parts.vote("p-anna", 0)
    await parts.close()


async def test_since_when_somebody_is_here_is_the_earlier_of_page_and_chat(stand: Stand) -> None:
    parts, now_ms = stand.parts, stand.log.clock.wall_ms()
    await parts.draws.open(DrawRules(is_for_regulars=True), 0, "owner")
    stand.first = {"p-anna": now_ms - 5}
    await parts.enter("p-anna", "Anna", now_ms + 5)
    await parts.enter("p-ben", "Ben", now_ms - 5)
    with pytest.raises(TakingPartError):
        await parts.enter("p-chris", "Chris", now_ms + 5)
    with pytest.raises(TakingPartError):
        await parts.enter("p-dora", "Dora")


async def test_what_is_due_is_closed_and_news_is_told_once(stand: Stand) -> None:
    parts = stand.parts
    await parts.polls.open("Which?", ("Blue", "White"), 5, "owner", is_hidden=False)
    await parts.draws.open(DrawRules(), 5, "owner")
    assert parts.give_hearts("anna", 2) == 2
    shown, questions = parts.news()
    assert isinstance(shown, EngageShown)
    assert isinstance(questions, QuestionsChanged)
    assert shown.shown.hearts == 2
    assert parts.news() == ()
    await parts.pass_time()
    assert parts.news() == ()
    stand.log.clock.advance(5 * NS_PER_S)
    await parts.pass_time()
    now = parts.shown()
    assert now.poll is not None
    assert now.draw is not None
    assert (now.poll.is_closed, now.draw.state) == (True, DrawState.FROZEN)
    assert parts.news() == (EngageShown(now),)


async def test_a_deleted_question_leaves_the_list(stand: Stand) -> None:
    parts = stand.parts
    kept = stand.say("why is it blue", "p-anna")
    await parts.questions.ask(kept, "p-anna")
    await parts.want(kept.message.id, "p-ben", is_wanted=True)
    assert parts.mine("p-ben").wanted == (kept.message.id,)
    assert [one.votes for one in parts.listed()] == [2]
    parts.hear(MessagesChanged((MessageChange(kept.message.id, MessageState.DELETED),)))
    assert parts.listed() == ()


async def test_the_log_gives_the_same_again(stand: Stand) -> None:
    parts = stand.parts
    await parts.polls.open("Which?", ("Blue", "White"), 0, "owner", is_hidden=True)
    await parts.vote("p-anna", 1)
    await parts.draws.open(DrawRules(prize="A bowl"), 0, "owner")
    await parts.enter("p-anna", "Anna")
    parts.give_hearts("anna", 3)
    await parts.likes.write()
    anew = Stand()
    anew.parts.follow(stand.log.records)
    assert anew.parts.shown() == parts.shown()
    assert anew.parts.mine("p-anna") == parts.mine("p-anna")
    assert msgspec.json.encode(anew.parts.shown()) == msgspec.json.encode(parts.shown())

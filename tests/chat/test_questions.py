import pytest

from studio.chat.questions import Questions
from studio.core.chat import MessageState
from studio.core.engage import QuestionState, TakingPartError
from studio.core.errors import NotFoundError
from studio.core.room import MessageChange, RoomMessage
from tests.support.chat_messages import message
from tests.support.kept_log import KeptLog


def asked(number: int, state: MessageState = MessageState.VISIBLE) -> RoomMessage:
    return RoomMessage(number, message(f"question {number}", at_ms=number), state)


def listed(questions: Questions) -> list[tuple[str, int, str]]:
    return [(one.message.message.id, one.votes, one.state.value) for one in questions.listed()]


async def test_wanted_ones_come_first_and_accepted_ones_in_their_order() -> None:
    log = KeptLog()
    questions = Questions(log.append)
    for number in (1, 2, 3, 4):
        await questions.ask(asked(number), f"p-{number}")
    await questions.ask(asked(1), "p-9")  # twice is once
    for actor in ("p-a", "p-b", "p-b"):
        await questions.want("m-2", actor, is_wanted=True)
    await questions.want("m-3", "p-a", is_wanted=True)
    await questions.want("m-3", "p-a", is_wanted=False)
    assert [one[0] for one in listed(questions)] == ["m-2", "m-1", "m-3", "m-4"]
    assert listed(questions)[0] == ("m-2", 3, "asked")
    await questions.decide(asked(3), QuestionState.ACCEPTED, "owner")
    await questions.decide(asked(4), QuestionState.ACCEPTED, "owner")
    await questions.move("m-4", 0, "owner")
    await questions.decide(asked(1), QuestionState.DISMISSED, "mod")
    assert [one[0] for one in listed(questions)] == ["m-4", "m-3", "m-2"]
    await questions.decide(asked(4), QuestionState.ANSWERED, "owner")
    assert [one[0] for one in listed(questions)] == ["m-3", "m-2"]
    assert questions.wanted_by("p-b") == ["m-2"]
    anew = Questions(log.append)
    for record in log.records:
        anew.follow(record)
    for number in (2, 3):
        anew.put(asked(number))
    assert listed(anew) == listed(questions)
    assert set(anew.ids()) == {"m-2", "m-3"}


async def test_a_message_that_nobody_sees_is_on_nobodys_list() -> None:
    questions = Questions(KeptLog().append)
    await questions.ask(asked(1, MessageState.HELD), "p-1")
    assert questions.listed() == ()
    assert questions.changed([MessageChange("m-1", MessageState.VISIBLE)])
    assert len(questions.listed()) == 1
    assert questions.changed([MessageChange("m-1", MessageState.DELETED)])
    assert questions.listed() == ()
    assert not questions.changed([MessageChange("m-7", MessageState.DELETED)])
    with pytest.raises(TakingPartError) as caught:
        await questions.want("m-1", "p-a", is_wanted=True)
    assert caught.value.word == "gone"


async def test_any_message_can_be_accepted_and_only_accepted_ones_are_moved() -> None:
    questions = Questions(KeptLog().append)
    await questions.decide(asked(5), QuestionState.ACCEPTED, "owner")
    assert listed(questions) == [("m-5", 0, "accepted")]
    await questions.decide(asked(5), QuestionState.ASKED, "owner")
    assert listed(questions) == [("m-5", 0, "asked")]
    with pytest.raises(NotFoundError):
        await questions.move("m-5", 0, "owner")


async def test_the_list_ends_somewhere() -> None:
    questions = Questions(KeptLog().append)
    for number in range(300):
        await questions.ask(asked(number), "p-1")
    with pytest.raises(TakingPartError) as caught:
        await questions.ask(asked(300), "p-1")
    assert caught.value.word == "full"
    assert len(questions.listed()) == 300

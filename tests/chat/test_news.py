from studio.chat.news import News
from studio.core.chat import MessageState
from studio.core.messages.events import Event, MessagesAdded, MessagesChanged, PersonsChanged
from studio.core.room import MessageChange, PersonStanding, RoomMessage
from tests.support.chat_messages import message
from tests.support.waiting import until


async def test_what_comes_together_is_told_together_and_in_order() -> None:
    told: list[Event] = []
    news = News(told.append, gather_s=0.01)
    kept = [RoomMessage(number, message("hi")) for number in range(120)]
    news.person(PersonStanding("anna", -1))
    news.change(MessageChange("m-1", MessageState.DELETED))
    for one in kept:
        news.add(one)
    assert told == []
    await until(lambda: len(told) == 5)
    kinds = [MessagesAdded, MessagesAdded, MessagesAdded, MessagesChanged, PersonsChanged]
    assert [type(event) for event in told] == kinds
    added = [one for event in told if isinstance(event, MessagesAdded) for one in event.messages]
    assert added == kept


async def test_nothing_is_told_twice() -> None:
    told: list[Event] = []
    news = News(told.append, gather_s=60)
    news.add(RoomMessage(1, message("hi")))
    news.flush()
    news.flush()
    assert len(told) == 1

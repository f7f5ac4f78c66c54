import msgspec

from studio.core.engage import Poll, PollNow, Question, Shown
from studio.core.messages.events import TOPIC_OF, AnyEvent, EngageShown, QuestionsChanged, Topic
from studio.core.room import RoomMessage
from tests.support.chat_messages import message


def test_what_is_shown_goes_over_the_wire() -> None:
    shown = Shown(PollNow(Poll("p", "Which?", ("A", "B"), 1), (3, 4)), hearts=5)
    questions = (Question(RoomMessage(1, message("why")), 3),)
    for event in (EngageShown(shown), EngageShown(Shown()), QuestionsChanged(questions)):
        assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
        assert TOPIC_OF[type(event)] is Topic.ENGAGE

"""What pages are told of polls, questions, hearts and draws: once, and a hidden poll to voters."""

from collections.abc import Container

import msgspec
import pytest

from studio.core.engage import Mine, Poll, PollNow, Question, Shown
from studio.core.messages.events import EngageShown, QuestionsChanged
from studio.core.room import RoomMessage
from studio.web.engage_page import EngagePage
from studio.web.engage_routes import EngageRoutes
from studio.web.page_asking import PageSessions
from studio.web.page_parts import Frame
from tests.fakes.virtual_clock import VirtualClock
from tests.support.chat_messages import message
from tests.support.engage_room import PlayedDesk

OPEN = PollNow(Poll("poll-a", "Which?", ("A", "B"), 1, 0), (3, 4))
HIDDEN = msgspec.structs.replace(OPEN, poll=msgspec.structs.replace(OPEN.poll, is_hidden=True))


class Told:
    """The pages' sockets: who was told what."""

    def __init__(self) -> None:
        self.frames: list[tuple[str, Frame]] = []

    def tell_all(self, frame: Frame) -> None:
        """Everybody."""
        self.frames.append(("all", frame))

    def tell_one(self, actor: str, frame: Frame) -> None:
        """One person."""
        self.frames.append((actor, frame))

    def tell_some(self, actors: Container[str], frame: Frame) -> None:
        """Some persons."""
        self.frames.append(("voters" if "p-anna" in actors else "others", frame))

    def take(self) -> list[tuple[str, str]]:
        """To whom, and of what kind."""
        frames, self.frames = self.frames, []
        return [(who, frame["type"]) for who, frame in frames]


class Stand:
    """The part, its desk and the sockets."""

    def __init__(self) -> None:
        self.desk, self.told, clock = PlayedDesk(), Told(), VirtualClock()
        routes = EngageRoutes(self.desk, PageSessions(lambda: b"key"), clock)
        self.part = EngagePage(self.desk, routes, clock)

    def show(self, shown: Shown) -> list[tuple[str, str]]:
        """It is this now; who was told."""
        self.desk.played.now = shown
        self.part.hear(EngageShown(shown), self.told)
        return self.told.take()


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_a_greeting_says_everything_and_what_this_person_did(stand: Stand) -> None:
    stand.desk.played.now = Shown(HIDDEN, hearts=7)
    stand.desk.played.voted = {"p-anna"}
    stand.desk.played.done = {"p-anna": Mine(1)}
    greetings = {
        actor: {frame["type"]: frame for frame in stand.part.greeting(actor)}
        for actor in ("p-anna", "p-ben", "")
    }
    assert greetings["p-anna"]["poll"]["poll"]["counts"] == [3, 4]
    assert greetings["p-ben"]["poll"]["poll"]["counts"] is None
    assert greetings[""]["poll"]["poll"]["counts"] is None
    assert greetings["p-anna"]["mine"]["vote"] == 1
    assert greetings[""]["mine"]["vote"] is None
    assert greetings[""]["hearts"]["total"] == 7
    assert greetings[""]["draw"]["draw"] is None
    assert greetings[""]["time"]["nowWallMs"] > 0


def test_each_thing_is_told_when_it_is_another_one(stand: Stand) -> None:
    assert stand.show(Shown(OPEN)) == [("all", "hearts"), ("all", "poll"), ("all", "draw")]
    assert stand.show(Shown(OPEN)) == []
    assert stand.show(Shown(OPEN, hearts=5)) == [("all", "hearts")]
    more = msgspec.structs.replace(OPEN, counts=(4, 4))
    assert stand.show(Shown(more, hearts=5)) == [("all", "poll")]
    stand.part.hear(QuestionsChanged((Question(RoomMessage(1, message("why"))),)), stand.told)
    assert stand.told.take() == [("all", "questions")]


def test_how_a_hidden_poll_stands_is_told_to_its_voters_until_it_closes(stand: Stand) -> None:
    stand.desk.played.voted = {"p-anna"}
    stand.show(Shown(HIDDEN))
    more = msgspec.structs.replace(HIDDEN, counts=(4, 4))
    assert stand.show(Shown(more)) == [("voters", "poll")]
    stand.part.tell_person("p-anna", stand.told)
    assert stand.told.take() == [("p-anna", "mine"), ("p-anna", "poll")]
    stand.part.tell_person("p-ben", stand.told)
    assert stand.told.take() == [("p-ben", "mine")]
    closed = msgspec.structs.replace(more, is_closed=True)
    assert stand.show(Shown(closed)) == [("all", "poll")]


def test_before_the_room_is_open_nothing_is_said(stand: Stand) -> None:
    stand.desk.is_open = False
    assert stand.part.greeting("p-anna") == ()
    stand.part.tell_person("p-anna", stand.told)
    assert stand.told.take() == []

import pytest
from pytestqt.qtbot import QtBot

from studio.core.engage import Poll, PollNow, Question, Shown
from studio.core.errors import UnavailableError
from studio.core.messages.events import EngageShown, QuestionsChanged
from studio.core.messages.results import Engagement
from studio.ui.engage.feed import EngageFeed
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
OPEN = PollNow(Poll("poll-a", "Which?", ("A", "B"), 1), (1, 0))
CLOSED = PollNow(OPEN.poll, (3, 4), is_closed=True)


@pytest.fixture
def feed(qtbot: QtBot, studio: FakeStudio, session: Session) -> EngageFeed:
    studio.engagement = Engagement(Shown(OPEN, hearts=7))
    made = EngageFeed(session)
    qtbot.waitUntil(lambda: made.is_known, timeout=_PATIENCE_MS)
    return made


def test_it_knows_what_was_and_follows_what_is_told(
    qtbot: QtBot, studio: FakeStudio, feed: EngageFeed
) -> None:
    assert (feed.shown.poll, feed.shown.hearts) == (OPEN, 7)
    studio.tell(QuestionsChanged((Question(room_message(3)),)))
    for _ in range(2):
        studio.tell(EngageShown(Shown(CLOSED, hearts=9)))
    qtbot.waitUntil(lambda: feed.shown.hearts == 9, timeout=_PATIENCE_MS)
    assert feed.polls == (CLOSED,)
    assert len(feed.questions) == 1


def test_after_the_hub_came_back_everything_is_asked_anew(
    qtbot: QtBot, studio: FakeStudio, feed: EngageFeed
) -> None:
    studio.set_connected(False)
    qtbot.waitUntil(lambda: not feed.is_known, timeout=_PATIENCE_MS)
    studio.refusal = UnavailableError("the chat is not open yet", "chat")
    studio.engagement = Engagement(Shown(hearts=1))
    studio.set_connected(True)
    studio.refusal = None
    studio.tell(EngageShown(Shown(hearts=2)))
    qtbot.waitUntil(lambda: feed.is_known, timeout=_PATIENCE_MS)

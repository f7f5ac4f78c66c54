import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.core.engage import Poll, PollNow, Shown
from studio.core.messages.requests import ClosePoll, HideEngaged
from studio.core.messages.results import Engagement
from studio.ui.engage.feed import EngageFeed
from studio.ui.engage.poll_box import PollBox
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000
OPEN = PollNow(Poll("poll-a", "Which bowl?", ("Blue", "White"), 1, 90_000), (3, 1))


class Stand:
    """The box with its feed."""

    def __init__(self, qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> None:
        self.began = 0
        self.studio, self.qtbot = studio, qtbot
        self.feed = EngageFeed(session)
        self.box = PollBox(session, theme, self.feed, self._begin)
        qtbot.addWidget(self.box)
        self.box.show()
        qtbot.waitUntil(lambda: self.feed.is_known, timeout=_PATIENCE_MS)

    def _begin(self) -> None:
        self.began += 1

    def show(self, now: PollNow | None) -> None:
        """The hub says so."""
        self.feed.shown = Shown(now)
        self.box.show_now(30_000)

    def press(self, words: str) -> None:
        """The button of that name, which has to be seen."""
        button = child(self.box, QPushButton, words)
        assert button.isVisible()
        button.click()


@pytest.fixture
def stand(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> Stand:
    studio.engagement = Engagement()
    return Stand(qtbot, studio, session, theme)


def test_from_nothing_to_a_poll_that_is_taken_off_the_page(stand: Stand) -> None:
    stand.show(None)
    assert not stand.box.bars.isVisible()
    stand.press("Start a poll…")
    assert stand.began == 1
    stand.show(OPEN)
    assert "Which bowl?" in texts_of(stand.box)
    assert stand.box.note.text() == "4 votes · 1:00"
    assert not stand.box.begin.isVisible()
    stand.press("Close the poll")
    stand.show(PollNow(OPEN.poll, (3, 1), is_closed=True))
    assert stand.box.note.text() == "closed · 4 votes"
    stand.press("Take off the page")
    wanted = [ClosePoll(), HideEngaged("poll-a")]
    stand.qtbot.waitUntil(lambda: stand.studio.asked == wanted, timeout=_PATIENCE_MS)

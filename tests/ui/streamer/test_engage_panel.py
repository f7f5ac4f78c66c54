import pytest
from pytestqt.qtbot import QtBot

from studio.core.engage import DrawNow, DrawRules, Poll, PollNow, Question, QuestionState, Shown
from studio.core.messages.events import EngageShown
from studio.core.messages.requests import OpenDraw, OpenPoll
from studio.core.messages.results import Engagement
from studio.ui.engage.draw_dialog import DrawDialog
from studio.ui.engage.poll_dialog import PollDialog
from studio.ui.session import Session
from studio.ui.streamer.engage_panel import EngagePanel
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import child, cut_words, texts_of

_PATIENCE_MS = 30_000
POLL = PollNow(Poll("poll-a", "Which bowl?", ("Blue", "White"), 1), (3, 1))
DRAW = DrawNow("draw-a", DrawRules(prize="A bowl", keyword="bowl"), "0123456789abcdef99", 1)
ASKED = Question(room_message(1, "how is it fired?"), 5, QuestionState.ACCEPTED)


@pytest.fixture
def panel(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> EngagePanel:
    studio.engagement = Engagement(Shown(POLL, DRAW, 1234, ASKED, 1), (ASKED,))
    made = EngagePanel(session, theme)
    qtbot.addWidget(made)
    made.resize(330, 760)
    made.show()
    qtbot.waitUntil(lambda: made.feed.is_known, timeout=_PATIENCE_MS)
    return made


def test_all_of_it_has_room_and_follows_what_the_hub_says(
    qtbot: QtBot, studio: FakeStudio, panel: EngagePanel
) -> None:
    assert "♥ 1,234 in this show" in texts_of(panel)
    assert "Which bowl?" in texts_of(panel)
    assert panel.questions.list.count() == 1
    assert cut_words(panel) == []
    studio.tell(EngageShown(Shown()))
    qtbot.waitUntil(lambda: "♥ No hearts yet" in texts_of(panel), timeout=_PATIENCE_MS)
    assert panel.poll.begin.isVisible()
    assert panel.draw.begin.isVisible()
    studio.set_connected(False)
    qtbot.waitUntil(lambda: not panel.poll.begin.isEnabled(), timeout=_PATIENCE_MS)


def test_dialogs_ask_the_hub(qtbot: QtBot, studio: FakeStudio, panel: EngagePanel) -> None:
    panel.begin_poll()
    poll = child(panel, PollDialog)
    poll.question.setText("Which?")
    poll.options[0].setText("A")
    poll.options[1].setText("B")
    poll.accept_button.click()
    panel.begin_draw()
    child(panel, DrawDialog).accept()
    panel.begin_draw()
    draw = next(one for one in panel.findChildren(DrawDialog) if one.isVisible())
    draw._accept()
    wanted = [OpenPoll("Which?", ("A", "B"), 60), OpenDraw(DrawRules(), 120)]
    qtbot.waitUntil(lambda: studio.asked == wanted, timeout=_PATIENCE_MS)

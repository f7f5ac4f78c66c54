import pytest
from pytestqt.qtbot import QtBot

from studio.core.engage import DrawNow, DrawRules, Poll, PollNow, Question, QuestionState, Shown
from studio.core.messages.requests import ClosePoll, DecideQuestion, RevealDraw
from studio.core.messages.results import Engagement
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.commands.engage import engage_commands
from studio.ui.streamer.engage_panel import EngagePanel
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
POLL = PollNow(Poll("poll-a", "Which?", ("A", "B"), 1), (0, 0))
DRAW = DrawNow("draw-a", DrawRules(), "ab", 1)
NEXT = Question(room_message(1, "why?"), 1, QuestionState.ACCEPTED)


@pytest.fixture
def panel(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> EngagePanel:
    studio.engagement = Engagement()
    made = EngagePanel(session, theme)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.feed.is_known, timeout=_PATIENCE_MS)
    return made


def by_id(panel: EngagePanel) -> dict[str, Command]:
    return {command.id: command for command in engage_commands(panel)}


def test_the_same_key_begins_and_ends(qtbot: QtBot, studio: FakeStudio, panel: EngagePanel) -> None:
    before = by_id(panel)
    assert (before["engage.poll"].words, before["engage.draw"].words) == (
        "Start a poll…",
        "Start a draw…",
    )
    assert not before["engage.next"].is_possible()
    panel.feed.shown = Shown(POLL, DRAW, next_question=NEXT)
    now = by_id(panel)
    assert (now["engage.poll"].words, now["engage.draw"].words) == ("Close the poll", "Draw now")
    assert [now[name].keys for name in now] == [one.keys for one in before.values()]
    for command in now.values():
        assert command.is_possible()
        command.act()
    wanted = [ClosePoll(), RevealDraw(), DecideQuestion("m1", QuestionState.ANSWERED)]
    qtbot.waitUntil(lambda: studio.asked == wanted, timeout=_PATIENCE_MS)

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.core.engage import Question, QuestionState, Shown
from studio.core.messages.requests import DecideQuestion, MoveQuestion, PinMessage, Request
from studio.core.messages.results import Engagement
from studio.ui.engage.feed import EngageFeed
from studio.ui.engage.question_box import QuestionBox
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import child

_PATIENCE_MS = 30_000
ACCEPTED = QuestionState.ACCEPTED
FIRST = Question(room_message(1, "how is it fired?"), 5, ACCEPTED)
SECOND = Question(room_message(2, "how long?"), 9, ACCEPTED)
THIRD = Question(room_message(3, "<b>how much?</b>"), 2)


class Stand:
    """The box with its feed."""

    def __init__(self, qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> None:
        self.qtbot, self.studio = qtbot, studio
        self.feed = EngageFeed(session)
        self.box = QuestionBox(session, theme, self.feed)
        qtbot.addWidget(self.box)
        self.box.resize(300, 300)
        self.box.show()
        qtbot.waitUntil(lambda: self.feed.is_known, timeout=_PATIENCE_MS)

    def show(self, *questions: Question) -> list[str]:
        """The hub says so; what the list says then."""
        self.feed.questions = questions
        self.feed.shown = Shown(next_question=questions[0] if questions else None)
        self.box.show_now()
        items = [self.box.list.item(row) for row in range(self.box.list.count())]
        return [item.text() for item in items]

    def asked(self, *requests: Request) -> None:
        """The hub was asked exactly this."""
        self.qtbot.waitUntil(lambda: self.studio.asked == list(requests), timeout=_PATIENCE_MS)


@pytest.fixture
def stand(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> Stand:
    studio.engagement = Engagement()
    return Stand(qtbot, studio, session, theme)


def test_the_next_one_stands_first_and_says_so(stand: Stand) -> None:
    assert stand.show() == []
    assert stand.box.none.isVisible()
    first, second, third = stand.show(FIRST, SECOND, THIRD)
    assert first.startswith("NEXT")
    assert "Anna: how is it fired?" in first
    assert second.startswith("✓")
    assert third == "▲ 2  Anna: <b>how much?</b>"  # text from viewers is never markup
    stand.box.answer_next()
    stand.box.pin_act.click()  # nothing is chosen: the next one
    stand.box.list.setCurrentRow(2)
    QTest.keyClick(stand.box.list, Qt.Key.Key_P)
    stand.asked(DecideQuestion("m1", QuestionState.ANSWERED), PinMessage("m1"), PinMessage("m3"))


def test_keys_and_buttons_are_about_the_chosen_one(stand: Stand) -> None:
    stand.show(FIRST, SECOND, THIRD)
    button = child(stand.box, QPushButton, "Accept")
    assert not button.isEnabled()
    stand.box.list.setCurrentRow(2)
    button.click()
    for key in (Qt.Key.Key_N, Qt.Key.Key_D):
        QTest.keyClick(stand.box.list, key)
    stand.box.list.setCurrentRow(1)
    assert not button.isEnabled()  # it is accepted already
    for arrow in (Qt.Key.Key_Up, Qt.Key.Key_Down):  # the second is the last accepted one
        QTest.keyClick(stand.box.list, arrow, Qt.KeyboardModifier.ControlModifier)
    stand.asked(
        DecideQuestion("m3", ACCEPTED),
        DecideQuestion("m3", QuestionState.ANSWERED),
        DecideQuestion("m3", QuestionState.DISMISSED),
        MoveQuestion("m2", 0),
    )


def test_the_choice_stays_when_others_come_and_go(stand: Stand) -> None:
    stand.show(FIRST, THIRD)
    stand.box.list.setCurrentRow(1)
    stand.show(FIRST, SECOND, THIRD)
    assert stand.box.chosen() == THIRD
    stand.show(FIRST, SECOND)
    assert stand.box.chosen() is None


def test_the_list_stands_still_under_the_pointer(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.show(FIRST, THIRD)
    monkeypatch.setattr(stand.box, "_is_read", lambda: True)
    assert len(stand.show(SECOND, FIRST, THIRD)) == 2
    monkeypatch.undo()
    QTest.mouseMove(stand.box, QPoint(1, 1))
    assert len(stand.show(SECOND, FIRST, THIRD)) == 3

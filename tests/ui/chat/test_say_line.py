import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.ui.chat.say_line import SayLine
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def line(qtbot: QtBot, session: Session, theme: Theme) -> SayLine:
    made = SayLine(session, theme)
    qtbot.addWidget(made)
    made.resize(320, 80)
    made.show()
    return made


def test_an_answer_says_whom_it_is_for(qtbot: QtBot, studio: FakeStudio, line: SayLine) -> None:
    told: list[str] = []
    line.answered.connect(told.append)
    line.answer(room_message(7, "how much?"))
    assert any("Anna: how much?" in text for text in texts_of(line))
    line.line.setText("seven")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["m7"], timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.SendMessage("seven", "m7")
    assert line.reply_to is None
    assert line.line.text() == ""


def test_escape_answers_nobody(line: SayLine) -> None:
    line.line.setText("hi")
    line.answer(room_message(7))
    QTest.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.reply_to is None
    assert line.line.text() == "hi"


def test_what_was_not_taken_stays(qtbot: QtBot, studio: FakeStudio, line: SayLine) -> None:
    studio.refusal = UnavailableError("the disk is full", "store")
    line.answer(room_message(7))
    line.line.setText("hi")
    line.send.click()
    qtbot.waitUntil(lambda: len(studio.asked) > 0, timeout=_PATIENCE_MS)
    assert line.line.text() == "hi"
    assert line.reply_to is not None
    line.set_open(False)
    assert not line.send.isEnabled()

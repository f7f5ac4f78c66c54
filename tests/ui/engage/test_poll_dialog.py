import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.engage import Poll, PollNow
from studio.core.messages.requests import OpenPoll
from studio.ui.engage.poll_dialog import TIMES_S, PollDialog, time_box, time_words

BEFORE = PollNow(Poll("poll-a", "Which bowl?", ("Blue", "White", "Green"), 1), (1, 2, 3), True)


@pytest.fixture
def started() -> list[OpenPoll]:
    return []


@pytest.fixture
def parent(qtbot: QtBot, _styled: None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget, started: list[OpenPoll]) -> PollDialog:
    made = PollDialog(parent, (BEFORE,), started.append)
    made.show()
    return made


def test_it_starts_with_what_was_typed(dialog: PollDialog, started: list[OpenPoll]) -> None:
    assert not dialog.accept_button.isEnabled()
    dialog.question.setText(" Which? ")
    dialog.options[0].setText("Blue")
    assert not dialog.accept_button.isEnabled()
    dialog.options[3].setText(" White ")
    dialog.hidden.setChecked(True)
    dialog.time.setCurrentIndex(dialog.time.findData(300))
    dialog.accept_button.click()
    assert started == [OpenPoll("Which?", ("Blue", "White"), 300, is_hidden=True)]


def test_options_that_are_the_same_are_said(dialog: PollDialog) -> None:
    dialog.question.setText("Which?")
    for line, words in zip(dialog.options, ("Blue", "BLUE"), strict=False):
        line.setText(words)
    assert not dialog.accept_button.isEnabled()
    assert dialog.note.text() == "Two options are the same."


def test_one_of_before_fills_everything_and_a_template_its_options(dialog: PollDialog) -> None:
    dialog.templates.setCurrentIndex(2)
    dialog.templates.activated.emit(2)
    assert dialog.request().options == BEFORE.poll.options
    assert dialog.request().question == "Which bowl?"
    dialog.templates.setCurrentIndex(1)
    dialog.templates.activated.emit(1)
    assert len(dialog.request().options) == 2
    assert dialog.request().question == "Which bowl?"  # what is typed stays


@pytest.mark.usefixtures("_styled")
def test_times_are_said_in_words(qtbot: QtBot) -> None:
    assert [time_words(one) for one in TIMES_S] == [
        *("30 seconds", "1 min", "2 min", "5 min", "10 min"),
        "until I close it",
    ]
    box = time_box(120)
    qtbot.addWidget(box)
    assert box.currentData() == 120

"""A phrase taken away: first what would go, then it goes, then it can come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.errors import BadInputError
from studio.core.messages import requests as ask
from studio.core.messages.results import NukeDone, NukePreview
from studio.ui.chat.nuke_dialog import NukeDialog
from studio.ui.session import Session
from studio.ui.widgets.toast import ToastAct
from studio.ui.words import LANGUAGES, speaking
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000
FOUND = NukePreview(2, 1, (room_message(2, "buy gold"), room_message(1, "buy gold")), is_cut=True)


class Said:
    """What the window's toast was given."""

    def __init__(self) -> None:
        self.words = ""
        self.act: ToastAct | None = None

    def __call__(self, sentence: str, tone: str = "", act: ToastAct | None = None) -> None:
        del tone
        self.words, self.act = sentence, act


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def dialog(studio: FakeStudio, session: Session, parent: QWidget, said: Said) -> NukeDialog:
    studio.results[ask.PreviewNuke] = FOUND
    studio.results[ask.Nuke] = NukeDone("nuke-1", 2, 1)
    made = NukeDialog(session, parent, said)
    made.open()
    return made


def test_nothing_goes_before_it_was_seen_and_all_of_it_comes_back(
    qtbot: QtBot, studio: FakeStudio, dialog: NukeDialog, said: Said
) -> None:
    assert not dialog.accept_button.isEnabled()
    dialog.phrase.setText("buy gold")
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=_PATIENCE_MS)
    assert dialog.found.text() == "2 messages of 1 persons. Further back nobody looked."
    assert [dialog.sample.item(row).text() for row in range(2)] == ["Anna: buy gold"] * 2
    dialog.phrase.setText("buy golds")
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=_PATIENCE_MS)
    dialog.silence.setCurrentIndex(dialog.silence.findData(600))
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(said.words), timeout=_PATIENCE_MS)
    assert ask.Nuke("buy golds", 10, timeout_s=600) in studio.asked
    assert said.words == "2 messages deleted"
    assert said.act is not None
    said.act.do()
    qtbot.waitUntil(lambda: ask.UndoNuke("nuke-1") in studio.asked, timeout=_PATIENCE_MS)


def test_enter_in_the_phrase_deletes_nothing(
    qtbot: QtBot, studio: FakeStudio, dialog: NukeDialog
) -> None:
    dialog.phrase.setText("buy gold")
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=_PATIENCE_MS)
    QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    assert not any(isinstance(request, ask.Nuke) for request in studio.asked)


def test_a_pattern_that_is_none_is_said(
    qtbot: QtBot, studio: FakeStudio, dialog: NukeDialog
) -> None:
    studio.refusal = BadInputError("the pattern cannot be read", "nuke: [")
    dialog.is_pattern.setChecked(True)
    dialog.phrase.setText("[")
    qtbot.waitUntil(lambda: "cannot be looked for" in dialog.found.text(), timeout=_PATIENCE_MS)
    assert not dialog.accept_button.isEnabled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(
    qtbot: QtBot, session: Session, parent: QWidget, said: Said, language: str
) -> None:
    with speaking(language):
        made = NukeDialog(session, parent, said, "buy gold")
        made.show()
        made._show(FOUND)
        assert cut_words(made) == []
        made.close()

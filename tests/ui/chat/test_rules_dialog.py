"""The dialog of rules: a draft that is saved whole, follows others, and is taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.chat_settings import ChatSettings
from studio.core.messages import requests as ask
from studio.core.messages.events import ChatSettingsChanged
from studio.core.messages.results import ChatPage
from studio.core.moderation import LinksRule, first_rules
from studio.ui.chat.rules_dialog import RulesDialog, open_rules
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.words import LANGUAGES, speaking
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000
HELD = ChatSettings(slow_mode_s=7)


@pytest.fixture
def dialog(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme, parent: QWidget
) -> RulesDialog:
    studio.chat = ChatPage(settings=HELD)
    open_rules(session, theme, parent)
    (made,) = parent.findChildren(RulesDialog)
    qtbot.waitUntil(lambda: made.list.list.count() == len(first_rules()), timeout=_PATIENCE_MS)
    return made


def test_the_draft_is_saved_whole_and_leaves_the_rest_of_the_room(
    qtbot: QtBot, studio: FakeStudio, dialog: RulesDialog
) -> None:
    assert not dialog.save.isEnabled()
    dialog.list.list.item(6).setCheckState(Qt.CheckState.Checked)
    assert dialog.save.isEnabled()
    studio.tell(ChatSettingsChanged(ChatSettings(slow_mode_s=30)))
    qtbot.waitUntil(lambda: dialog._settings.slow_mode_s == 30, timeout=_PATIENCE_MS)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=_PATIENCE_MS)
    asked = studio.asked[-1]
    assert isinstance(asked, ask.SetRules)
    assert asked.settings.slow_mode_s == 30
    assert asked.settings.rules[6].is_on


def test_steps_are_taken_back_inside_the_dialog(qtbot: QtBot, dialog: RulesDialog) -> None:
    dialog.activateWindow()
    dialog.list.list.setFocus()
    qtbot.waitUntil(dialog.list.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(dialog.list.list, Qt.Key.Key_Delete)
    assert dialog.list.list.count() == len(first_rules()) - 1
    dialog.undo.click()
    assert dialog.draft.rules == first_rules()
    assert not dialog.save.isEnabled()
    dialog.redo.click()
    assert dialog.list.list.count() == len(first_rules()) - 1


def test_others_changes_come_in_or_are_said(
    qtbot: QtBot, studio: FakeStudio, dialog: RulesDialog
) -> None:
    one = ChatSettings(rules=(LinksRule(name="Only"),))
    studio.tell(ChatSettingsChanged(one))
    qtbot.waitUntil(lambda: dialog.list.list.count() == 1, timeout=_PATIENCE_MS)
    assert dialog.note.text() == ""
    dialog.list.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    studio.tell(ChatSettingsChanged(ChatSettings()))
    qtbot.waitUntil(lambda: bool(dialog.note.text()), timeout=_PATIENCE_MS)
    assert dialog.draft.rules[0].name == "Only"


def test_it_opens_once(
    dialog: RulesDialog, session: Session, theme: Theme, parent: QWidget
) -> None:
    open_rules(session, theme, parent)
    assert parent.findChildren(RulesDialog) == [dialog]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_whatever_rule_is_chosen(
    qtbot: QtBot, session: Session, theme: Theme, parent: QWidget, language: str
) -> None:
    with speaking(language):
        made = RulesDialog(session, theme, parent)
        made.show()
        made.draft.take(first_rules())
        for row in range(len(first_rules())):
            made._refresh(row)
            assert cut_words(made) == []

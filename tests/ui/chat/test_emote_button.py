from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.emotes import EMOTES
from studio.ui.chat.emote_button import EmoteButton


def test_a_click_puts_an_emote_where_the_cursor_is(qtbot: QtBot) -> None:
    line = QLineEdit("hello all")
    button = EmoteButton(line)
    for widget in (line, button):
        qtbot.addWidget(widget)
    line.setCursorPosition(5)
    offered = button.menu().findChildren(QToolButton)
    assert [one.text() for one in offered] == list(EMOTES.values())
    assert [one.accessibleName() for one in offered] == [f":{code}:" for code in EMOTES]
    offered[0].click()
    assert line.text() == f"hello{EMOTES['heart']} all"


def test_nothing_goes_beyond_what_a_message_holds(qtbot: QtBot) -> None:
    line = QLineEdit("x" * 10, maxLength=10)
    button = EmoteButton(line)
    for widget in (line, button):
        qtbot.addWidget(widget)
    button.insert(EMOTES["heart"])
    assert line.text() == "x" * 10

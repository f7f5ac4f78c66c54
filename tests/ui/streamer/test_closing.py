import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.streamer.closing import Closing, ask_on_air
from tests.support.widgets import answer_with


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Close, stay on air", Closing.KEEP_ON_AIR),
        ("End show", Closing.END_SHOW),
        ("Cancel", Closing.STAY),
        ("", Closing.STAY),
    ],
)
def test_what_was_meant_is_asked(qtbot: QtBot, words: str, answer: Closing) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    answer_with(words)
    assert ask_on_air(parent) is answer

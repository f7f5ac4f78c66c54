import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.streamer.closing import Closing, ask_on_air


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

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if not words:
            box.reject()  # what Escape does
            return
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(200, press)
    assert ask_on_air(parent) is answer

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.engage import DrawRules
from studio.core.messages.requests import OpenDraw
from studio.ui.engage.draw_dialog import DrawDialog
from tests.support.widgets import child


@pytest.mark.usefixtures("_styled")
def test_it_promises_what_was_typed(qtbot: QtBot) -> None:
    parent, started = QWidget(), list[OpenDraw]()
    qtbot.addWidget(parent)
    dialog = DrawDialog(parent, started.append)
    dialog.show()
    assert dialog.request() == OpenDraw(DrawRules(), 120)
    dialog.prize.setText(" A bowl ")
    dialog.keyword.setText("bowl")
    dialog.winners.setValue(3)
    dialog.regulars.setChecked(True)
    dialog.writers.setChecked(True)
    dialog.new_winners.setChecked(False)
    dialog.time.setCurrentIndex(dialog.time.findData(0))
    child(dialog, QPushButton, "Start").click()
    rules = DrawRules(
        prize="A bowl",
        keyword="bowl",
        winners=3,
        is_for_regulars=True,
        is_for_writers=True,
        is_for_new_winners=False,
    )
    assert started == [OpenDraw(rules, 0)]

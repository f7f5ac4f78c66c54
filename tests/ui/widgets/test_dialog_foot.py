"""The two ways out of a dialog that is filled in."""

from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from studio.ui.widgets.dialog_foot import DialogFoot
from studio.ui.words import tr


def test_one_button_does_it_and_the_other_leaves(qtbot: QtBot) -> None:
    dialog, done = QDialog(), []
    qtbot.addWidget(dialog)
    foot = DialogFoot(dialog, "Begin", lambda: done.append("begun"))
    QVBoxLayout(dialog).addWidget(foot)
    dialog.show()
    foot.accept_button.click()
    assert (done, foot.accept_button.text(), dialog.isVisible()) == (["begun"], "Begin", True)
    leave = next(one for one in foot.buttons() if one.text() == tr("cancel"))
    leave.click()
    assert not dialog.isVisible()
    assert done == ["begun"]

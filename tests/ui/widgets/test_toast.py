from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.widgets.toast import Toast, ToastAct


def shown(qtbot: QtBot) -> tuple[QWidget, Toast]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 600)
    parent.show()
    return parent, Toast(parent)


def test_it_says_a_sentence_in_the_middle_and_the_newest_replaces_it(qtbot: QtBot) -> None:
    parent, toast = shown(qtbot)
    assert toast.text == ""
    toast.say("the disk is full", "warning")
    toast.say("the camera was unplugged", "warning")
    assert toast.text == "The camera was unplugged"
    assert toast.property("tone") == "warning"
    assert abs(toast.geometry().center().x() - 400) <= 1
    assert parent.rect().contains(toast.geometry())


def test_it_goes_by_itself(qtbot: QtBot) -> None:
    _parent, toast = shown(qtbot)
    toast.say("saved")
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=30_000)
    assert toast.text == ""


def test_a_long_sentence_is_wrapped_and_not_cut(qtbot: QtBot) -> None:
    parent, toast = shown(qtbot)
    toast.say("a very long sentence about what went wrong " * 6)
    assert parent.rect().contains(toast.geometry())
    assert toast.height() > 60


def test_it_follows_the_window(qtbot: QtBot) -> None:
    parent, toast = shown(qtbot)
    toast.say("saved")
    parent.resize(1200, 700)
    toast.place()
    assert abs(toast.geometry().center().x() - 600) <= 1


def test_an_act_is_a_button_and_the_next_sentence_has_none(qtbot: QtBot) -> None:
    _parent, toast = shown(qtbot)
    done: list[str] = []
    toast.say("film deleted", act=ToastAct("Undo", lambda: done.append("undo")))
    assert toast.button.isVisible()
    toast.button.click()
    assert done == ["undo"]
    assert toast.text == ""
    toast.say("saved")
    assert not toast.button.isVisible()
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

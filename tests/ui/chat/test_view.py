"""Keys, menu and standing still."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.room import MessageChange
from studio.ui.chat.model import ChatModel
from studio.ui.chat.view import MessageView, acts_of
from studio.ui.theme import Theme
from tests.support.room_messages import room_message


class Stand:
    """A view on a few messages, and what was done."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.done: list[tuple[str, str]] = []
        self.model = ChatModel(MessageState)
        self.view = MessageView(
            theme, "Chat", lambda name, kept: self.done.append((name, kept.message.id))
        )
        self.view.setModel(self.model)
        qtbot.addWidget(self.view)
        self.view.resize(300, 120)
        self.view.show()


@pytest.fixture
def stand(qtbot: QtBot, theme: Theme) -> Stand:
    return Stand(qtbot, theme)


def test_one_key_does_one_act(qtbot: QtBot, stand: Stand) -> None:
    stand.model.set([room_message(1), room_message(2, state=MessageState.HELD)])
    stand.view.setCurrentIndex(stand.model.index(1))
    for key in (Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_T, Qt.Key.Key_R):
        QTest.keyClick(stand.view, key)
    stand.view.setCurrentIndex(stand.model.index(0))
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert stand.done == [("release", "m2"), ("delete", "m2"), ("time_out", "m2"), ("delete", "m1")]


def test_copying_a_line(qtbot: QtBot, stand: Stand) -> None:
    stand.model.set([room_message(1, "<i>hi</i>")])
    stand.view.setCurrentIndex(stand.model.index(0))
    QTest.keyClick(stand.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Anna: <i>hi</i>"
    assert stand.done == []


def test_the_menu_holds_what_makes_sense_with_its_keys(stand: Stand) -> None:
    stand.model.set([room_message(1)])
    menu = stand.view.menu(stand.model.message(0))
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Delete\tD"
    menu.actions()[0].trigger()
    assert stand.done == [("delete", "m1")]
    menu.deleteLater()


@pytest.mark.parametrize(
    ("state", "is_host", "expected"),
    [
        (MessageState.HELD, False, ["release", "learn", "delete", "time_out", "ban", "readmit"]),
        (MessageState.DELETED, False, ["restore", "time_out", "ban", "readmit"]),
        (MessageState.VISIBLE, True, ["delete"]),
    ],
)
def test_what_can_be_done(state: MessageState, is_host: bool, expected: list[str]) -> None:
    assert acts_of(room_message(1, state=state, is_host=is_host)) == expected


def test_who_scrolls_up_reads(qtbot: QtBot, stand: Stand) -> None:
    stand.model.set([room_message(number, f"message {number}") for number in range(40)])
    stand.view.scrollToBottom()
    qtbot.waitUntil(lambda: stand.view.is_at_end and stand.view.verticalScrollBar().maximum() > 0)
    said: list[bool] = []
    stand.view.reading_changed.connect(said.append)
    stand.view.scrollToTop()
    assert said[-1] is True
    stand.view.scrollToBottom()
    assert said[-1] is False
    assert stand.view.visualRect(stand.model.index(39)).isValid()


def test_it_has_a_name_and_no_widget_a_message(stand: Stand) -> None:
    stand.model.set([room_message(number) for number in range(40)])
    assert stand.view.accessibleName() == "Chat"
    assert stand.view.indexWidget(stand.model.index(0)) is None
    assert isinstance(stand.view, QAbstractItemView)
    stand.view.doItemsLayout()
    assert stand.view.indexAt(QPoint(10, 10)).isValid()


def test_a_list_that_grows_was_not_scrolled_up(stand: Stand) -> None:
    said: list[bool] = []
    stand.view.reading_changed.connect(said.append)
    for number in range(40):
        stand.model.add([room_message(number)])
        stand.view.doItemsLayout()
        assert stand.view.is_at_end
    assert said == []
    stand.view.scrollToTop()
    stand.model.add([room_message(50)])
    stand.view.doItemsLayout()
    assert said == [True]
    assert not stand.view.is_at_end


def test_keys_are_never_about_what_stands_in_the_place_of_another(stand: Stand) -> None:
    stand.model.set([room_message(number) for number in range(4)])
    changes: list[str] = []

    def note() -> None:
        kept = stand.view.chosen()
        changes.append(kept.message.id if kept is not None else "")

    stand.view.chosen_changed.connect(note)
    assert stand.view.choose("m1")
    assert not stand.view.choose("m9")
    stand.model.set([room_message(number) for number in range(1, 4)])
    chosen = stand.view.chosen()
    assert chosen is not None
    assert chosen.message.id == "m1"
    stand.model.set([room_message(number) for number in range(2, 4)])
    assert stand.view.chosen() is None
    gone = ChatModel((MessageState.HELD,))
    gone.set([room_message(number, state=MessageState.HELD) for number in range(4)])
    stand.view.setModel(gone)
    stand.view.choose("m1")
    gone.change([MessageChange("m1", MessageState.DELETED, "somebody else")])
    assert stand.view.chosen() is None
    assert changes[-1] == ""
    QTest.keyClick(stand.view, Qt.Key.Key_D)
    assert stand.done == []
    stand.view.step(1)
    assert changes[-1] == "m2"
    stand.view.step(-1)
    assert changes[-1] == "m0"


def test_steps_begin_at_the_newest_or_at_the_oldest(qtbot: QtBot, theme: Theme) -> None:
    for is_from_end, first in ((True, "m3"), (False, "m0")):
        view = MessageView(theme, "Chat", lambda _name, _kept: None, is_from_end=is_from_end)
        qtbot.addWidget(view)
        model = ChatModel(MessageState)
        view.setModel(model)
        view.step(1)
        model.set([room_message(number) for number in range(4)])
        view.step(1)
        chosen = view.chosen()
        assert chosen is not None
        assert chosen.message.id == first
        view.clearSelection()
        assert view.chosen() is None

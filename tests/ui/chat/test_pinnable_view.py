import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages import requests as ask
from studio.core.messages.events import PinChanged
from studio.core.pins import Pin
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.model import ChatModel
from studio.ui.chat.pinnable_view import PinnableView
from studio.ui.chat.pins import Pins
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
GONE = room_message(2, "gone", state=MessageState.DELETED)


@pytest.fixture
def view(qtbot: QtBot, session: Session, theme: Theme) -> PinnableView:
    pins = Pins(session)
    made = PinnableView(theme, "Chat", lambda _name, _kept: None, RowStyle(), pins)
    model = ChatModel(MessageState)
    model.set([room_message(1), GONE])
    made.setModel(model)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: pins.is_known, timeout=_PATIENCE_MS)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus, timeout=_PATIENCE_MS)
    return made


def _words(view: PinnableView, message_id: str) -> list[str]:
    kept = room_message(1) if message_id == "m1" else GONE
    return [action.text().partition("\t")[0] for action in view.menu(kept).actions()]


def test_keys_are_about_the_chosen_message(
    qtbot: QtBot, studio: FakeStudio, view: PinnableView
) -> None:
    QTest.keyClick(view, Qt.Key.Key_P)  # nothing is chosen yet
    view.choose("m2")
    QTest.keyClick(view, Qt.Key.Key_P)  # nobody sees that one any more
    view.choose("m1")
    QTest.keyClick(view, Qt.Key.Key_P)
    QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    wanted = [ask.PinMessage("m1"), ask.PinMessage("m1", is_on_picture=False)]
    qtbot.waitUntil(lambda: studio.asked == wanted, timeout=_PATIENCE_MS)


def test_the_menu_pins_and_takes_down(qtbot: QtBot, studio: FakeStudio, view: PinnableView) -> None:
    assert _words(view, "m1")[-2:] == ["Pin onto picture and page", "Pin onto the page only"]
    assert "Pin onto picture and page" not in _words(view, "m2")
    studio.tell(PinChanged(Pin(room_message(1), "owner")))
    qtbot.waitUntil(lambda: _words(view, "m1")[-1] == "Take down", timeout=_PATIENCE_MS)
    view.menu(room_message(1)).actions()[-1].trigger()
    qtbot.waitUntil(lambda: studio.asked == [ask.Unpin()], timeout=_PATIENCE_MS)

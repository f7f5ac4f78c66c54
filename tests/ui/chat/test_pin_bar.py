from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import PinChanged
from studio.core.pins import Pin
from studio.ui.chat.pin_bar import PinBar
from studio.ui.chat.pins import Pins
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_it_says_what_is_pinned_and_where_and_takes_it_down(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    pins = Pins(session)
    bar = PinBar(pins)
    qtbot.addWidget(bar)
    qtbot.waitUntil(lambda: pins.is_known, timeout=_PATIENCE_MS)
    assert bar.isHidden()
    studio.tell(PinChanged(Pin(room_message(1, "<b>two</b> left"), "mo")))
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=_PATIENCE_MS)
    assert bar.where.text() == "Pinned on the picture and the page"
    assert bar.words.text() == "Anna: <b>two</b> left"
    assert bar.words.textFormat() is Qt.TextFormat.PlainText
    studio.tell(PinChanged(Pin(room_message(1, "x" * 500), "mo", is_on_picture=False)))
    qtbot.waitUntil(lambda: bar.where.text() == "Pinned on the page", timeout=_PATIENCE_MS)
    assert len(bar.words.text()) < 160
    bar.down.click()
    qtbot.waitUntil(lambda: ask.Unpin() in studio.asked, timeout=_PATIENCE_MS)
    studio.tell(PinChanged())
    qtbot.waitUntil(bar.isHidden, timeout=_PATIENCE_MS)

import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import PicturePartsSet, PinChanged
from studio.core.messages.results import Pinned
from studio.core.pins import PictureParts, Pin
from studio.ui.chat.pins import Pins
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000
PIN = Pin(room_message(1), "owner")


@pytest.fixture
def pins(qtbot: QtBot, studio: FakeStudio, session: Session) -> Pins:
    studio.pinned = Pinned(PIN, PictureParts(has_polls=False))
    made = Pins(session)
    qtbot.waitUntil(lambda: made.pin == PIN, timeout=_PATIENCE_MS)
    return made


def test_it_knows_what_was_pinned_before_and_hears_the_rest(
    qtbot: QtBot, studio: FakeStudio, pins: Pins
) -> None:
    assert not pins.parts.has_polls
    studio.tell(PicturePartsSet(PictureParts()))
    qtbot.waitUntil(lambda: pins.parts.has_polls, timeout=_PATIENCE_MS)
    with qtbot.waitSignal(pins.changed, timeout=_PATIENCE_MS):
        studio.tell(PinChanged())
    assert pins.pin is None


def test_after_a_break_it_is_asked_anew(qtbot: QtBot, studio: FakeStudio, pins: Pins) -> None:
    studio.set_connected(False)
    studio.pinned = Pinned()
    studio.set_connected(True)
    qtbot.waitUntil(lambda: pins.pin is None, timeout=_PATIENCE_MS)


def test_wishes_go_to_the_hub(qtbot: QtBot, studio: FakeStudio, pins: Pins) -> None:
    pins.put(room_message(2), is_on_picture=False)
    pins.take_down()
    pins.show_parts(PictureParts(has_draws=False))
    wanted = [
        ask.PinMessage("m2", is_on_picture=False),
        ask.Unpin(),
        ask.SetPictureParts(PictureParts(has_draws=False)),
    ]
    qtbot.waitUntil(lambda: studio.asked[-3:] == wanted, timeout=_PATIENCE_MS)

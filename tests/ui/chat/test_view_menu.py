from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import PicturePartsSet
from studio.core.pins import PictureParts
from studio.ui.chat.pins import Pins
from studio.ui.chat.text_size import STEPS_PX, TextSize
from studio.ui.chat.view_menu import view_menu
from studio.ui.memory import Memory
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_what_is_on_the_picture_can_be_turned_off_and_on(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    pins, parent = Pins(session), QWidget()
    qtbot.addWidget(parent)
    qtbot.waitUntil(lambda: pins.is_known, timeout=_PATIENCE_MS)
    sizes = TextSize(Memory(), lambda _px: None)
    polls, draws = view_menu(parent, sizes, pins).actions()[len(STEPS_PX) + 1 :]
    assert polls.isChecked()
    assert draws.isChecked()
    polls.trigger()
    wanted = PictureParts(has_polls=False)
    qtbot.waitUntil(lambda: studio.asked[-1:] == [ask.SetPictureParts(wanted)], timeout=30_000)
    studio.tell(PicturePartsSet(wanted))
    qtbot.waitUntil(lambda: pins.parts == wanted, timeout=_PATIENCE_MS)
    assert not view_menu(parent, sizes, pins).actions()[len(STEPS_PX) + 1].isChecked()

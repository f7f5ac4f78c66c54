from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.results import Pinned
from studio.core.pins import PictureParts, Pin
from studio.ui.chat.pins import Pins
from studio.ui.chat.text_size import TextSize
from studio.ui.memory import Memory
from studio.ui.session import Session
from studio.ui.streamer.commands.chat import chat_commands
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_everything_of_the_chat_is_found_in_the_palette(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    studio.pinned = Pinned(Pin(room_message(1), "owner"))
    pins = Pins(session)
    used: list[int] = []
    toggled: list[int] = []
    qtbot.waitUntil(lambda: pins.is_known, timeout=_PATIENCE_MS)
    sizes = TextSize(Memory(), used.append)
    commands = chat_commands(pins, sizes, lambda: toggled.append(1), lambda: bool(toggled))
    by_id = {command.id: command for command in commands}
    by_id["chat.highlights"].act()
    is_checked = by_id["chat.highlights"].is_checked
    assert is_checked is not None
    assert is_checked()
    by_id["chat.larger"].act()
    by_id["chat.smaller"].act()
    assert used == [18, 15]
    for name in ("unpin", "polls", "draws"):
        by_id[f"chat.{name}"].act()
    wanted = [
        ask.Unpin(),
        ask.SetPictureParts(PictureParts(has_polls=False)),
        ask.SetPictureParts(PictureParts(has_draws=False)),
    ]
    qtbot.waitUntil(lambda: studio.asked == wanted, timeout=_PATIENCE_MS)

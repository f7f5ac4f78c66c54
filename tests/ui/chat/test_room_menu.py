"""The menu of the room says what holds, and each entry asks for one thing."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages import requests as ask
from studio.ui.chat.room_menu import RoomMenu
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def entries(menu: QMenu) -> dict[str, QAction]:
    """All of them, those of the menus inside too."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            found |= entries(inside)
        elif action.text():
            found[action.text()] = action
    return found


def test_it_says_what_holds_and_asks_for_one_thing(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme
) -> None:
    settings = ChatSettings(slow_mode_s=45, writers=Writers.RETURNING)
    opened: list[str] = []
    made = RoomMenu(
        session,
        theme,
        lambda: settings,
        lambda: opened.append("rules"),
        lambda: opened.append("nuke"),
    )
    qtbot.addWidget(made)
    found = entries(made.menu_now())
    ticked = {words for words, action in found.items() if action.isChecked()}
    assert ticked == {"45 s", "Who was here before", "Viewers may write on the page"}
    for words in ("10 s", "Subscribers", "Emotes only", "Viewers may write on the page"):
        found[words].trigger()
    wanted = [
        ask.SetRoom(slow_mode_s=10),
        ask.SetRoom(writers=Writers.SUBSCRIBERS),
        ask.SetRoom(is_emote_only=True),
        ask.SetRoom(is_page_open=False),
    ]
    qtbot.waitUntil(lambda: studio.asked[-4:] == wanted, timeout=_PATIENCE_MS)
    found["Rules…"].trigger()
    found["Take a phrase away…"].trigger()
    assert opened == ["rules", "nuke"]
